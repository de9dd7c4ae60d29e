-- SPDX-License-Identifier: Apache-2.0
-- The lab "Machine Learning with HeatWave AutoML", for H2 and HSQLDB. ML_DATA.BANK_MARKETING is
-- there already. DEFAULT, DAY and MONTH are words of SQL and so need quotes as columns.

-- Part 2: train

CALL sys.ML_TRAIN('ml_data.bank_marketing', 'y', '{"task": "classification"}', 'model_bank');

SELECT model_handle, model_type, task, target_column_name, train_table_name
FROM ML.MODEL_CATALOG
WHERE model_handle = 'model_bank';

CALL sys.ML_MODEL_LOAD('model_bank', NULL);

CALL sys.ML_SCORE('ml_data.bank_marketing', 'y', 'model_bank', 'accuracy', NULL);

-- predict

CREATE TABLE ml_data.bank_marketing_test
  AS (SELECT * FROM ml_data.bank_marketing LIMIT 20) WITH DATA;

CALL sys.ML_PREDICT_TABLE('ml_data.bank_marketing_test', 'model_bank',
    'ml_data.bank_marketing_predictions', NULL);

SELECT age, job, duration, y, prediction, ml_results
FROM ml_data.bank_marketing_predictions
ORDER BY duration, age;

-- Part 3: explain the model

CALL sys.ML_EXPLAIN('ml_data.bank_marketing', 'y', 'model_bank',
    '{"prediction_explainer": "permutation_importance"}');

-- explain predictions

CALL sys.ML_EXPLAIN_TABLE('ml_data.bank_marketing_test', 'model_bank',
    'ml_data.bank_marketing_test_explanations',
    '{"prediction_explainer": "permutation_importance"}');

SELECT ml_results FROM ml_data.bank_marketing_test_explanations ORDER BY duration, age LIMIT 1;

SELECT sys.ML_PREDICT_ROW(JSON_OBJECT(
    'age': age,
    'job': job,
    'marital': marital,
    'education': education,
    'default': "DEFAULT",
    'balance': balance,
    'housing': housing,
    'loan': loan,
    'contact': contact,
    'day': "DAY",
    'month': "MONTH",
    'duration': duration,
    'campaign': campaign,
    'pdays': pdays,
    'previous': previous,
    'poutcome': poutcome),
    'model_bank', NULL)
FROM ml_data.bank_marketing_test ORDER BY duration, age LIMIT 1;

SELECT sys.ML_EXPLAIN_ROW(JSON_OBJECT(
    'age': age,
    'job': job,
    'marital': marital,
    'education': education,
    'default': "DEFAULT",
    'balance': balance,
    'housing': housing,
    'loan': loan,
    'contact': contact,
    'day': "DAY",
    'month': "MONTH",
    'duration': duration,
    'campaign': campaign,
    'pdays': pdays,
    'previous': previous,
    'poutcome': poutcome),
    'model_bank', '{"prediction_explainer": "permutation_importance"}')
FROM ml_data.bank_marketing_test ORDER BY duration, age LIMIT 1;
