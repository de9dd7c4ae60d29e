-- SPDX-License-Identifier: Apache-2.0
-- one algorithm
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"algorithm": "logistic", "seed": 7}', 'iris');
--> iris
SELECT model_handle, model_type, task, target_column_name, train_table_name, column_names
FROM ML.MODEL_CATALOG;
--> iris | logistic | classification | SPECIES | PUBLIC.IRIS | ["SEPAL_LENGTH","SEPAL_WIDTH","PETAL_LENGTH","PETAL_WIDTH"]
CALL sys.ML_CLASSES('iris');
--> ["setosa","versicolor","virginica"]
CALL sys.ML_FEATURES('iris');
--> ["SEPAL_LENGTH","SEPAL_WIDTH","PETAL_LENGTH","PETAL_WIDTH"]
CALL sys.ML_SCORE('PUBLIC.IRIS', 'species', 'iris', 'accuracy', NULL);
--> 0.973333
CALL sys.ML_SCORE('PUBLIC.IRIS', 'species', 'iris', 'balanced_accuracy', NULL);
--> 0.973333
CALL sys.ML_SCORE('PUBLIC.IRIS', 'species', 'iris', 'neg_log_loss', NULL);
--> -0.129542

-- the best of all; some values are missing
CALL sys.ML_TRAIN('PUBLIC.PENGUINS', 'species', NULL, 'penguins');
--> penguins
SELECT model_type FROM ML.MODEL_CATALOG WHERE model_handle = 'penguins';
--> hist_gradient_boosting
CALL sys.ML_SCORE('PUBLIC.PENGUINS', 'species', 'penguins', 'accuracy', NULL);
--> 1

-- two classes, from a query
CALL sys.ML_TRAIN('SELECT * FROM PUBLIC.PENGUINS WHERE sex IS NOT NULL', 'sex',
    '{"algorithm": "random_forest", "hyperparameters": {"n_estimators": 20}}', 'sex');
--> sex
CALL sys.ML_CLASSES('sex');
--> ["female","male"]
CALL sys.ML_SCORE('PUBLIC.PENGUINS', 'sex', 'sex', 'roc_auc', NULL);
--> 0.997114
