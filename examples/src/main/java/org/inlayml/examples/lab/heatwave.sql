-- SPDX-License-Identifier: Apache-2.0
-- The statements of the lab "Machine Learning with HeatWave AutoML" on H2 with MODE=MySQL.
-- README.md lists what is changed.

USE ml_data;

SELECT * FROM ml_data.bank_marketing limit 10;

SET @model_bank = 'model_bank';

-- Train the model
CALL sys.ML_TRAIN('ml_data.bank_marketing', 'y', JSON_OBJECT('task', 'classification'), @model_bank);

-- Check the model metadata
SELECT model_metadata FROM ML_SCHEMA_admin.MODEL_CATALOG WHERE model_handle=@model_bank;

-- Load the model into HeatWave
CALL sys.ML_MODEL_LOAD(@model_bank, NULL);

-- Score the model on the test data
CALL sys.ML_SCORE('ml_data.bank_marketing', 'y', @model_bank, 'accuracy', @score_bank, null);

-- Print the score
SELECT @score_bank;

CREATE TABLE bank_marketing_test
        AS SELECT * from bank_marketing LIMIT 20;

CALL sys.ML_PREDICT_TABLE('ml_data.bank_marketing_test', @model_bank,
        'ml_data.bank_marketing_predictions', NULL);

SELECT * FROM ml_data.bank_marketing_predictions;

CALL sys.ML_EXPLAIN('ml_data.bank_marketing', 'y', @model_bank, JSON_OBJECT('prediction_explainer', 'permutation_importance'));

CALL sys.ML_EXPLAIN_TABLE('ml_data.bank_marketing_test', @model_bank,
        'ml_data.bank_marketing_test_explanations',
        JSON_OBJECT('prediction_explainer', 'permutation_importance'));

SELECT ml_results FROM ml_data.bank_marketing_test_explanations limit 1;

SELECT sys.ML_PREDICT_ROW(JSON_OBJECT(
    'age', bank_marketing_test.age,
    'job', bank_marketing_test.job,
    'marital', bank_marketing_test.marital,
    'education', bank_marketing_test.education,
    'default', bank_marketing_test.`default`,
    'balance', bank_marketing_test.balance,
    'housing', bank_marketing_test.housing,
    'loan', bank_marketing_test.loan,
    'contact', bank_marketing_test.contact,
    'day', bank_marketing_test.`day`,
    'month', bank_marketing_test.`month`,
    'duration', bank_marketing_test.duration,
    'campaign', bank_marketing_test.campaign,
    'pdays', bank_marketing_test.pdays,
    'previous', bank_marketing_test.previous,
    'poutcome', bank_marketing_test.poutcome),
     @model_bank, NULL)
    FROM bank_marketing_test LIMIT 1;

SELECT sys.ML_EXPLAIN_ROW(JSON_OBJECT(
    'age', bank_marketing_test.age,
    'job', bank_marketing_test.job,
    'marital', bank_marketing_test.marital,
    'education', bank_marketing_test.education,
    'default', bank_marketing_test.`default`,
    'balance', bank_marketing_test.balance,
    'housing', bank_marketing_test.housing,
    'loan', bank_marketing_test.loan,
    'contact', bank_marketing_test.contact,
    'day', bank_marketing_test.`day`,
    'month', bank_marketing_test.`month`,
    'duration', bank_marketing_test.duration,
    'campaign', bank_marketing_test.campaign,
    'pdays', bank_marketing_test.pdays,
    'previous', bank_marketing_test.previous,
    'poutcome', bank_marketing_test.poutcome),
     @model_bank, JSON_OBJECT('prediction_explainer', 'permutation_importance'))
    FROM bank_marketing_test LIMIT 1;
