-- SPDX-License-Identifier: Apache-2.0
-- PUBLIC.PENGUINS: species, island, sex and four measures of 344 penguins.

-- part the rows: PENGUINS_TRAIN and PENGUINS_TEST
CALL sys.TRAIN_TEST_SPLIT('PUBLIC.PENGUINS', 'species', '{"test_size": 0.25}');

-- learn from the one
CALL sys.ML_TRAIN('PUBLIC.PENGUINS_TRAIN', 'species', NULL, 'penguins');

SELECT model_handle, model_type, target_column_name FROM ML.MODEL_CATALOG;

-- score on the other
CALL sys.ML_SCORE('PUBLIC.PENGUINS_TEST', 'species', 'penguins', 'accuracy', NULL);

-- predict one row by the names of its columns; what is not given is missing
SELECT sys.ML_PREDICT_ROW(
    JSON_OBJECT('island': 'Biscoe', 'bill_length_mm': 46.1, 'flipper_length_mm': 215),
    'penguins', NULL)
FROM (VALUES(0));

-- why?
SELECT sys.ML_EXPLAIN_ROW(
    JSON_OBJECT('island': 'Biscoe', 'bill_length_mm': 46.1, 'flipper_length_mm': 215),
    'penguins', NULL)
FROM (VALUES(0));

-- predict a table
CALL sys.ML_PREDICT_TABLE('PUBLIC.PENGUINS_TEST', 'penguins', 'PUBLIC.PENGUINS_GUESSED', NULL);

SELECT species, prediction, COUNT(*)
FROM PUBLIC.PENGUINS_GUESSED
GROUP BY species, prediction
ORDER BY species, prediction;

-- which columns matter
SELECT model_explanation FROM ML.MODEL_CATALOG WHERE model_handle = 'penguins';
