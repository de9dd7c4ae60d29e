-- SPDX-License-Identifier: Apache-2.0
CALL sys.ML_TRAIN('PUBLIC.DIABETES', 'target', '{"task": "regression", "algorithm": "linear"}',
    'linear');
--> linear
CALL sys.ML_SCORE('PUBLIC.DIABETES', 'target', 'linear', 'r2', NULL);
--> 0.517748
CALL sys.ML_SCORE('PUBLIC.DIABETES', 'target', 'linear', 'neg_mean_absolute_error', NULL);
--> -43.2775

CALL sys.ML_TRAIN('PUBLIC.DIABETES', 'target',
    '{"task": "regression", "algorithm": "ridge", "hyperparameters": {"alpha": 10}}', 'ridge');
--> ridge
CALL sys.ML_SCORE('PUBLIC.DIABETES', 'target', 'ridge', 'r2', NULL);
--> 0.515639

-- the same handle again, with other columns
CALL sys.ML_TRAIN('SELECT bmi, s5, target FROM PUBLIC.DIABETES', 'target',
    '{"task": "regression", "algorithm": "linear", "replace": true}', 'linear');
--> linear
CALL sys.ML_FEATURES('linear');
--> ["BMI","S5"]
CALL sys.ML_SCORE('PUBLIC.DIABETES', 'target', 'linear', 'r2', NULL);
--> 0.459485
SELECT model_handle, model_type, task FROM ML.MODEL_CATALOG ORDER BY model_handle;
--> linear | linear | regression
--> ridge | ridge | regression
