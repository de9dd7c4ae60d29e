-- SPDX-License-Identifier: Apache-2.0
-- The SQL of RustyDB's guide that is about models. Changed throughout:
--   statements on models stand as a text in rustydb.EXECUTE, quotation marks within doubled;
--   PREDICT takes the model as a text, all features in order in an array (on H2 also one by one), not *;
--   the views have the schema RUSTYDB; versions are whole numbers.
CREATE TABLE PUBLIC.DIGIT (D INTEGER);
INSERT INTO PUBLIC.DIGIT VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
CREATE TABLE PUBLIC.CUSTOMERS (
  CUSTOMER_ID INTEGER PRIMARY KEY, TENURE_MONTHS INTEGER, MONTHLY_CHARGES DOUBLE PRECISION,
  TOTAL_CHARGES DOUBLE PRECISION, NUM_TECH_TICKETS INTEGER, CHURNED INTEGER);
INSERT INTO PUBLIC.CUSTOMERS
  SELECT A.D * 10 + B.D, MOD(A.D * 7 + B.D * 3, 60), 20 + A.D * 8 + B.D, (20 + A.D * 8 + B.D) * 12,
    MOD(A.D + B.D, 5), CASE WHEN MOD(A.D * 7 + B.D * 3, 60) < 30 THEN 1 ELSE 0 END
  FROM PUBLIC.DIGIT AS A CROSS JOIN PUBLIC.DIGIT AS B;

-- Regression
CREATE TABLE PUBLIC.HOUSING_DATA (
  BEDROOMS INTEGER, BATHROOMS INTEGER, SQFT INTEGER, PRICE INTEGER, CITY VARCHAR(20));
INSERT INTO PUBLIC.HOUSING_DATA
  SELECT 1 + MOD(A.D, 4), 1 + MOD(B.D, 3), 400 + A.D * 90 + B.D * 7, 1000 * (A.D * 90 + B.D * 7),
    'San Francisco' FROM PUBLIC.DIGIT AS A CROSS JOIN PUBLIC.DIGIT AS B;
CALL rustydb.EXECUTE('
CREATE MODEL housing_price_model
USING linear_regression
AS SELECT
    bedrooms,
    bathrooms,
    sqft,
    price AS target
FROM PUBLIC.HOUSING_DATA
WHERE city = ''San Francisco'';
');
--> housing_price_model:1
CREATE TABLE PUBLIC.SALES_HISTORY (SALES_MONTH INTEGER, MARKETING_SPEND INTEGER, REVENUE INTEGER);
INSERT INTO PUBLIC.SALES_HISTORY
  SELECT A.D, B.D, 5 * A.D * A.D + 3 * B.D FROM PUBLIC.DIGIT AS A CROSS JOIN PUBLIC.DIGIT AS B;
-- was: month, which HSQLDB reserves
CALL rustydb.EXECUTE('CREATE MODEL sales_forecast
USING polynomial_regression(degree: 2)
AS SELECT
    sales_month,
    marketing_spend,
    revenue AS target
FROM PUBLIC.SALES_HISTORY;');
--> sales_forecast:1
SELECT rustydb.PREDICT('sales_forecast', ARRAY[2, 3]) AS forecasted_demand FROM (VALUES(0));
--> 29

-- Classification
CALL rustydb.EXECUTE('CREATE MODEL churn_prediction
USING logistic_regression
AS SELECT
    tenure_months,
    monthly_charges,
    total_charges,
    num_tech_tickets,
    churned AS target  -- 0 or 1
FROM PUBLIC.CUSTOMERS;');
--> churn_prediction:1
CALL rustydb.EXECUTE('CREATE MODEL churn_prediction
USING decision_tree(max_depth: 10, min_samples_split: 20)
AS SELECT tenure_months, monthly_charges, total_charges, num_tech_tickets, churned AS target
FROM PUBLIC.CUSTOMERS');
--> churn_prediction:2
CALL rustydb.EXECUTE('CREATE MODEL churn_prediction
USING random_forest(n_trees: 100, max_depth: 15)
AS SELECT tenure_months, monthly_charges, total_charges, num_tech_tickets, churned AS target
FROM PUBLIC.CUSTOMERS');
--> churn_prediction:3

-- Clustering
CALL rustydb.EXECUTE('CREATE MODEL customer_segments
USING kmeans(k: 5, max_iterations: 100)
AS SELECT
    tenure_months,
    monthly_charges
FROM PUBLIC.CUSTOMERS;');
--> customer_segments:1
CALL rustydb.EXECUTE('CREATE MODEL anomaly_clusters
USING dbscan(eps: 0.5, min_samples: 5)
AS SELECT
    tenure_months,
    monthly_charges
FROM PUBLIC.CUSTOMERS;');
--> anomaly_clusters:1

-- Neural networks; layers count inputs and outputs, as there
CALL rustydb.EXECUTE('CREATE MODEL image_classifier
USING neural_network(
    layers: [2, 16, 2],
    activation: ''relu'',
    optimizer: ''adam'',
    learning_rate: 0.001,
    epochs: 5,
    batch_size: 32,
    parallel_workers: 2
)
AS SELECT
    tenure_months, monthly_charges,
    churned AS target
FROM PUBLIC.CUSTOMERS;');
--> image_classifier:1

-- Real-time scoring
SELECT
    customer_id,
    rustydb.PREDICT('churn_prediction',
      ARRAY[tenure_months, monthly_charges, total_charges, num_tech_tickets]) AS churn_probability
FROM PUBLIC.CUSTOMERS
WHERE tenure_months < 2
ORDER BY customer_id;
--> 0 | 0.996667
--> 66 | 0.93475
--> 74 | 1

-- Batch scoring
CREATE TABLE PUBLIC.PREDICTIONS (CUSTOMER_ID INTEGER, PREDICTION DOUBLE PRECISION, SCORED_AT TIMESTAMP WITH TIME ZONE);
INSERT INTO PUBLIC.PREDICTIONS
SELECT
    customer_id,
    rustydb.PREDICT('churn_prediction',
      ARRAY[tenure_months, monthly_charges, total_charges, num_tech_tickets]) AS prediction,
    CURRENT_TIMESTAMP AS scored_at
FROM PUBLIC.CUSTOMERS;
SELECT COUNT(*), COUNT(prediction) FROM PUBLIC.PREDICTIONS;
--> 100 | 100

-- Version control
SELECT model_name, version, accuracy
FROM rustydb.ml_models
WHERE model_name = 'churn_prediction'
ORDER BY version DESC;
--> churn_prediction | 3 | 1
--> churn_prediction | 2 | 1
--> churn_prediction | 1 | 1

-- A/B testing and monitoring; was: DATE_TRUNC, which HSQLDB has not, and GROUP BY an alias
CALL rustydb.EXECUTE('CREATE MODEL_DEPLOYMENT churn_ab_test
WITH (
    model_a: ''churn_prediction:2.0'',
    model_b: ''churn_prediction:3.0'',
    traffic_split: 0.5  -- 50/50 split
);');
--> churn_ab_test
SELECT
    model_version,
    COUNT(*) AS predictions,
    AVG(CASE WHEN actual = predicted THEN 1.0 ELSE 0.0 END) AS accuracy
FROM rustydb.prediction_log
WHERE deployment = 'churn_ab_test'
GROUP BY model_version;
SELECT
    CAST(scored_at AS DATE) AS scored_on,
    AVG(prediction) AS avg_prediction,
    AVG(actual) AS avg_actual,
    AVG(ABS(prediction - actual)) AS mae
FROM rustydb.prediction_log
WHERE model_name = 'churn_prediction'
GROUP BY CAST(scored_at AS DATE)
ORDER BY scored_on;

-- AutoML; was: neural_network among the algorithms, cross_validation: 5
CALL rustydb.EXECUTE('CREATE MODEL best_churn_model
USING automl(
    target: ''churned'',
    metric: ''f1_score'',
    algorithms: [''logistic_regression'', ''decision_tree''],
    max_time_minutes: 60
)
AS SELECT tenure_months, monthly_charges, num_tech_tickets, churned FROM PUBLIC.CUSTOMERS;');
--> best_churn_model:1
CALL rustydb.EXECUTE('CREATE MODEL advanced_churn
USING automl(
    target: ''churned'',
    feature_engineering: true,
    max_features: 50
)
AS SELECT * FROM PUBLIC.CUSTOMERS;');
--! ML051 RUSTYDB.EXECUTE does not support 'feature_engineering'. Make further columns in the query.

CALL sys.ML_AB_END('churn_prediction', 'a');
--> churn_prediction:2

-- Use case 1: high-risk customers
SELECT customer_id
FROM (
    SELECT
        customer_id,
        rustydb.PREDICT('churn_prediction',
          ARRAY[tenure_months, monthly_charges, total_charges, num_tech_tickets]) AS churn_probability
    FROM PUBLIC.CUSTOMERS
) AS scored WHERE churn_probability > 0.7
ORDER BY churn_probability DESC, customer_id
FETCH FIRST 3 ROWS ONLY;
--> 0
--> 1
--> 2

CALL rustydb.EXECUTE('DROP MODEL best_churn_model');
--> best_churn_model
CALL rustydb.EXECUTE('CREATE MODEL m USING random_forest(n_trees = 5) AS SELECT 1');
--! ML050 expected ':', but found '= 5) AS SELECT 1'.
