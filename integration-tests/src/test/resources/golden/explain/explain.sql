-- SPDX-License-Identifier: Apache-2.0
CALL sys.ML_TRAIN('PUBLIC.DIABETES', 'target',
    '{"task": "regression", "algorithm": "linear", "include_column_list": ["sex"]}', 'diabetes');
--> diabetes
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"algorithm": "decision_tree"}', 'iris');
--> iris

-- the model
CALL sys.ML_EXPLAIN('PUBLIC.IRIS', 'species', 'iris', NULL);
--> {"permutation_importance":{"SEPAL_LENGTH":0,"SEPAL_WIDTH":0,"PETAL_LENGTH":0.4178,"PETAL_WIDTH":0.2113}}
SELECT model_explanation FROM ML.MODEL_CATALOG WHERE model_handle = 'iris';
--> {"permutation_importance":{"SEPAL_LENGTH":0,"SEPAL_WIDTH":0,"PETAL_LENGTH":0.4178,"PETAL_WIDTH":0.2113}}
CALL sys.ML_EXPLAIN('PUBLIC.DIABETES', 'target', 'diabetes',
    '{"model_explainer": "permutation_importance"}');
--> {"permutation_importance":{"AGE":0.0006,"SEX":0.0387,"BMI":0.2246,"BP":0.0596,"S1":0.5142,"S2":0.166,"S3":0.006,"S4":0.0079,"S5":0.4324,"S6":0.0007}}

-- a row
SELECT sys.ML_EXPLAIN_ROW(JSON_OBJECT('petal_length': 4.9, 'petal_width': 1.8), 'iris', NULL)
FROM (VALUES(0));
--> {"petal_length":4.9,"petal_width":1.8,"Notes":"PETAL_WIDTH (1.8) had the largest impact towards predicting virginica","Prediction":"virginica","ml_results":{"notes":"PETAL_WIDTH (1.8) had the largest impact towards predicting virginica","predictions":{"SPECIES":"virginica"},"probabilities":{"setosa":0.0435,"versicolor":0.087,"virginica":0.8696},"attributions":{"SEPAL_LENGTH":0,"SEPAL_WIDTH":0,"PETAL_LENGTH":0.28,"PETAL_WIDTH":0.43}},"SEPAL_LENGTH_attribution":0,"SEPAL_WIDTH_attribution":0,"PETAL_LENGTH_attribution":0.28,"PETAL_WIDTH_attribution":0.43}
SELECT sys.ML_EXPLAIN_ROW(JSON_OBJECT('bmi': 32.1, 's5': 4.86), 'diabetes', NULL)
FROM (VALUES(0));
--> {"bmi":32.1,"s5":4.86,"Notes":"BMI (32.1) had the largest impact towards a higher TARGET, BP (missing) had the largest impact against a higher TARGET","Prediction":208.393,"ml_results":{"notes":"BMI (32.1) had the largest impact towards a higher TARGET, BP (missing) had the largest impact against a higher TARGET","predictions":{"TARGET":208.393},"attributions":{"AGE":0.06,"SEX":10,"BMI":26.86,"BP":-5.3,"S1":8.82,"S2":-3.87,"S3":-1.16,"S4":-0.66,"S5":11.36,"S6":-0.86}},"AGE_attribution":0.06,"SEX_attribution":10,"BMI_attribution":26.86,"BP_attribution":-5.3,"S1_attribution":8.82,"S2_attribution":-3.87,"S3_attribution":-1.16,"S4_attribution":-0.66,"S5_attribution":11.36,"S6_attribution":-0.86}

-- a table
CALL sys.ML_EXPLAIN_TABLE('SELECT * FROM PUBLIC.IRIS WHERE petal_width > 2.4', 'iris',
    'PUBLIC.EXPLAINED', NULL);
--> 3
SELECT sepal_length, prediction, petal_length_attribution, petal_width_attribution, notes
FROM PUBLIC.EXPLAINED
ORDER BY sepal_length;
--> 6.3 | virginica | 0.34 | 0.47 | PETAL_WIDTH (2.5) had the largest impact towards predicting virginica
--> 6.7 | virginica | 0.34 | 0.47 | PETAL_WIDTH (2.5) had the largest impact towards predicting virginica
--> 7.2 | virginica | 0.34 | 0.47 | PETAL_WIDTH (2.5) had the largest impact towards predicting virginica
