-- SPDX-License-Identifier: Apache-2.0
-- names
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'specie', NULL, 'x');
--! ML102 column 'specie' is not in PUBLIC.IRIS. Did you mean 'SPECIES'? Columns: SEPAL_LENGTH, SEPAL_WIDTH, PETAL_LENGTH, PETAL_WIDTH, SPECIES.
CALL sys.ML_TRAIN('PUBLIC.IRYS', 'species', NULL, 'x');
--! ML101 relation PUBLIC.IRYS does not exist or is not visible to this user.
CALL sys.ML_TRAIN(NULL, 'species', NULL, 'x');
--! ML010 the relation is NULL or empty. Pass 'schema.table', a view, or a query.
CALL sys.ML_TRAIN('PUBLIC.IRIS', NULL, NULL, 'x');
--! ML013 argument 'target_column_name' of ML_TRAIN is NULL, but a value is required.

-- options
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"algoritm": "logistic"}', 'x');
--! ML002 option 'algoritm' is not known to ML_TRAIN. Did you mean 'algorithm'? Known options: algorithm,
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"algorithm": "logistics"}', 'x');
--! ML008 algorithm 'logistics' is not known for classification. Did you mean 'logistic'? Algorithms:
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"seed": "seven"}', 'x');
--! ML003 option 'seed' has the value 'seven', but expects a whole number.
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"seed": ', 'x');
--! ML004 not valid JSON in the options of ML_TRAIN: the text ends too early at character 9. Pass a JSON object.
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"task": "guessing"}', 'x');
--! ML001 task 'guessing' is not known. Supported tasks: classification, regression
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species',
    '{"algorithm": "logistic", "model_list": ["logistic"]}', 'x');
--! ML012 options 'algorithm' and 'model_list' exclude each other. Give only one.

-- data
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"task": "regression"}', 'x');
--! ML106 target column 'SPECIES' is TEXT, but regression needs a number. Use classification?
CALL sys.ML_TRAIN('SELECT * FROM PUBLIC.IRIS WHERE petal_length > 100', 'species', NULL, 'x');
--! ML103 the query has no rows with a target value. At least 1 are needed.
CALL sys.ML_TRAIN('SELECT * FROM PUBLIC.IRIS WHERE petal_length < 2', 'species', NULL, 'x');
--! ML105 target column 'SPECIES' has 1 distinct value(s), but classification needs at least 2.

-- models
SELECT sys.ML_PREDICT_ROW('{}', 'x', NULL) FROM (VALUES(0));
--! ML201 model 'x' does not exist. ML.MODEL_CATALOG lists models.
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"algorithm": "logistic"}', 'iris');
--> iris
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"algorithm": "logistic"}', 'iris');
--! ML202 model 'iris' exists already. Choose another handle or drop it.
SELECT sys.ML_PREDICT_ROW(NULL, 'iris', NULL) FROM (VALUES(0));
--! ML005 the row is NULL. Pass a JSON object of column names and values.
SELECT sys.ML_PREDICT_ROW('{"petal_length": "long"}', 'iris', NULL) FROM (VALUES(0));
--! ML111 column 'PETAL_LENGTH' expects a number, but a value given is a text that is none.
SELECT sys.ML_PREDICT_LABEL('iris', ARRAY[5.1, 3.5]) FROM (VALUES(0));
--! ML205 model 'iris' expects 4 feature values in the order SEPAL_LENGTH, SEPAL_WIDTH, PETAL_LENGTH, PETAL_WIDTH, but got 2.
SELECT sys.ML_PREDICT('iris', ARRAY[5.1, 3.5, 1.4, 0.2]) FROM (VALUES(0));
--! ML203 model 'iris' has 3 classes, so ML_PREDICT has no one number. Use ML_PREDICT_LABEL or ML_PREDICT_PROBA instead.
CALL sys.ML_SCORE('PUBLIC.IRIS', 'species', 'iris', 'r2', NULL);
--! ML007 metric 'r2' cannot score a classification of 3 classes. Metrics for it: accuracy,
CALL sys.ML_PREDICT_TABLE('PUBLIC.IRIS', 'iris', 'PUBLIC.DIABETES', NULL);
--! ML011 table PUBLIC.DIABETES exists already and lacks the columns SEPAL_LENGTH, SEPAL_WIDTH, PETAL_LENGTH, PETAL_WIDTH, SPECIES, PREDICTION, ML_RESULTS. Drop it or choose another name.
CALL sys.ML_ATTACH('PUBLIC.DIABETES', 'iris', NULL);
--! ML109 columns provided must match those of training. Provided - [AGE, SEX, BMI, BP, S1, S2, S3, S4, S5, S6, TARGET] vs Trained - [SEPAL_LENGTH, SEPAL_WIDTH, PETAL_LENGTH, PETAL_WIDTH]. Missing: [SEPAL_LENGTH, SEPAL_WIDTH, PETAL_LENGTH, PETAL_WIDTH].
CALL sys.ML_HELP('ML_TRIAN');
--! ML016 argument 'routine' of ML_HELP is 'ML_TRIAN', but expects the name of a routine. Did you mean 'ML_TRAIN'? ML_HELP(NULL) lists all.
