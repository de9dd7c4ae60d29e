-- SPDX-License-Identifier: Apache-2.0
CALL sys.ML_TRAIN('PUBLIC.PENGUINS', 'species', '{"algorithm": "decision_tree"}', 'penguins');
--> penguins

-- JSON by column names; other members are passed on
SELECT sys.ML_PREDICT_ROW(
    JSON_OBJECT('island': 'Dream', 'bill_length_mm': 49.5, 'bill_depth_mm': 19.1, 'ring': 'a7'),
    'penguins', NULL)
FROM (VALUES(0));
--> {"island":"Dream","bill_length_mm":49.5,"bill_depth_mm":19.1,"ring":"a7","Prediction":"Chinstrap","ml_results":{"predictions":{"SPECIES":"Chinstrap"},"probabilities":{"Adelie":0.1667,"Chinstrap":0.75,"Gentoo":0.0833}}}
SELECT sys.ML_PREDICT_ROW('{"island": "Biscoe", "flipper_length_mm": 215}', 'penguins', NULL)
FROM (VALUES(0));
--> {"island":"Biscoe","flipper_length_mm":215,"Prediction":"Gentoo","ml_results":{"predictions":{"SPECIES":"Gentoo"},"probabilities":{"Adelie":0.1304,"Chinstrap":0.2609,"Gentoo":0.6087}}}

-- a table
CALL sys.ML_PREDICT_TABLE('PUBLIC.PENGUINS', 'penguins', 'PUBLIC.GUESSED', NULL);
--> 344
SELECT species, prediction, COUNT(*) FROM PUBLIC.GUESSED
GROUP BY species, prediction
ORDER BY species, prediction;
--> Adelie | Adelie | 147
--> Adelie | Chinstrap | 3
--> Adelie | Gentoo | 2
--> Chinstrap | Adelie | 6
--> Chinstrap | Chinstrap | 57
--> Chinstrap | Gentoo | 5
--> Gentoo | Adelie | 1
--> Gentoo | Chinstrap | 1
--> Gentoo | Gentoo | 122

-- a query; it must have all columns of training
CALL sys.ML_PREDICT_TABLE('SELECT * FROM PUBLIC.PENGUINS WHERE body_mass_g > 5900', 'penguins',
    'PUBLIC.HEAVY', NULL);
--> 6
SELECT island, bill_length_mm, prediction, ml_results FROM PUBLIC.HEAVY ORDER BY bill_length_mm;
--> Biscoe | 45.2 | Gentoo | {"predictions":{"SPECIES":"Gentoo"},"probabilities":{"Adelie":0.1304,"Chinstrap":0.2609,"Gentoo":0.6087}}
--> Biscoe | 48.8 | Gentoo | {"predictions":{"SPECIES":"Gentoo"},"probabilities":{"Adelie":0.0089,"Chinstrap":0.0089,"Gentoo":0.9821}}
--> Biscoe | 49.2 | Gentoo | {"predictions":{"SPECIES":"Gentoo"},"probabilities":{"Adelie":0.0089,"Chinstrap":0.0089,"Gentoo":0.9821}}
--> Biscoe | 49.8 | Gentoo | {"predictions":{"SPECIES":"Gentoo"},"probabilities":{"Adelie":0.0089,"Chinstrap":0.0089,"Gentoo":0.9821}}
--> Biscoe | 51.1 | Gentoo | {"predictions":{"SPECIES":"Gentoo"},"probabilities":{"Adelie":0.1304,"Chinstrap":0.2609,"Gentoo":0.6087}}
--> Biscoe | 59.6 | Gentoo | {"predictions":{"SPECIES":"Gentoo"},"probabilities":{"Adelie":0.1304,"Chinstrap":0.2609,"Gentoo":0.6087}}
CALL sys.ML_PREDICT_TABLE('SELECT island, bill_length_mm FROM PUBLIC.PENGUINS', 'penguins',
    'PUBLIC.SHORT', NULL);
--! ML109 Missing: [BILL_DEPTH_MM, FLIPPER_LENGTH_MM, BODY_MASS_G, SEX].
