-- SPDX-License-Identifier: Apache-2.0
-- The SQL of HeliosDB's guide that is about models, their versions and predictions. Changed
-- throughout: arguments go by position, for neither engine names them; CALL for SELECT of what
-- writes; JSON as text for jsonb_build_object; the target is a parameter; the schema is written.
CREATE TABLE PUBLIC.DIGIT (D INTEGER);
INSERT INTO PUBLIC.DIGIT VALUES (0), (1), (2), (3), (4), (5), (6), (7), (8), (9);
CREATE TABLE PUBLIC.CUSTOMERS (
  CUSTOMER_ID INTEGER PRIMARY KEY, AGE INTEGER, SPENDING INTEGER, ACTIVE BOOLEAN, CHURNED INTEGER);
INSERT INTO PUBLIC.CUSTOMERS
  SELECT A.D * 10 + B.D, 20 + A.D * 5, B.D * 10, TRUE, CASE WHEN A.D + B.D > 9 THEN 1 ELSE 0 END
  FROM PUBLIC.DIGIT AS A CROSS JOIN PUBLIC.DIGIT AS B;
CREATE TABLE PUBLIC.SENSOR_DATA (
  ID INTEGER PRIMARY KEY, TEMPERATURE DOUBLE PRECISION, HUMIDITY DOUBLE PRECISION, PRESSURE DOUBLE PRECISION);
INSERT INTO PUBLIC.SENSOR_DATA
  SELECT A.D * 10 + B.D, 20 + A.D, 40 + B.D, 1000 + MOD(A.D * B.D, 7)
  FROM PUBLIC.DIGIT AS A CROSS JOIN PUBLIC.DIGIT AS B;
INSERT INTO PUBLIC.SENSOR_DATA VALUES (100, 95, 5, 900);

-- Model configuration; was: SELECT *, with CUSTOMER_ID
CALL heliosdb.ml_train(
  'customer_churn_model',
  'SELECT age, spending, churned FROM PUBLIC.CUSTOMERS WHERE active = true',
  'xgboost',
  '{"target": "churned", "objective": "binary:logistic", "max_depth": 6, "learning_rate": 0.1,
    "n_estimators": 100, "validation_split": 0.2}');
--> customer_churn_model:1
CALL heliosdb.ml_train(
  'customer_churn_model',
  'SELECT age, spending, churned FROM PUBLIC.CUSTOMERS WHERE active = true',
  'Random Forest', '{"target": "churned", "n_estimators": 20}');
--> customer_churn_model:2

-- Quick start; was: without a type
CALL heliosdb.ml_train('anomaly_detection',
  'SELECT temperature, humidity, pressure FROM PUBLIC.SENSOR_DATA', 'Isolation Forest', NULL);
--> anomaly_detection:1
SELECT id, temperature,
  heliosdb.ml_predict('anomaly_detection', ARRAY[temperature, humidity, pressure]) AS anomaly_score
FROM PUBLIC.SENSOR_DATA
WHERE heliosdb.ml_predict('anomaly_detection', ARRAY[temperature, humidity, pressure]) > 0.5
ORDER BY id;
--> 100 | 95 | 0.877536

-- Supported algorithms that are there
CALL heliosdb.ml_train('segments', 'SELECT age, spending FROM PUBLIC.CUSTOMERS', 'K-Means', '{"k": 3}');
--> segments:1
CALL heliosdb.ml_train('mixture', 'SELECT age, spending FROM PUBLIC.CUSTOMERS', 'Gaussian Mixture', '{"n_components": 3}');
--> mixture:1
CALL heliosdb.ml_train('sales_forecast', 'SELECT age, spending FROM PUBLIC.CUSTOMERS', 'ARIMA', '{"p": 1}');
--! ML008 algorithm 'ARIMA' is not known for HELIOSDB.ML_TRAIN.

-- Register model; was: an accuracy
CALL heliosdb.ml_register_model('customer_churn_model', '1.0.0', NULL, true);
--> customer_churn_model:1
CALL heliosdb.ml_register_model('customer_churn_model', '1.0.0', 0.98E0, true);
--! ML051 HELIOSDB.ML_REGISTER_MODEL does not support an accuracy.

-- List models
SELECT model_name, model_version, algorithm FROM heliosdb.ml_model_registry
WHERE production_ready = true
ORDER BY created_date DESC;
--> mixture | 1 | gaussian_mixture
--> segments | 1 | kmeans
--> anomaly_detection | 1 | isolation_forest
--> customer_churn_model | 1 | gradient_boosting_trees

-- Compare versions; was: '1.1.0'
CALL heliosdb.ml_compare_models('customer_churn_model', '1.0.0', '2.0.0');
--> 1 | gradient_boosting_trees | accuracy | 0.9 | true
--> 2 | random_forest | accuracy | 0.9 | false

-- Single record and batch
SELECT heliosdb.ml_predict('customer_churn_model', ARRAY[60, 90]) AS churn_probability FROM (VALUES(0));
--> 0.999972
CREATE VIEW PUBLIC.CUSTOMER_RISK_SCORES AS
SELECT c.customer_id,
  CASE WHEN heliosdb.ml_predict('customer_churn_model', ARRAY[c.age, c.spending]) > 0.8 THEN 'HIGH'
    WHEN heliosdb.ml_predict('customer_churn_model', ARRAY[c.age, c.spending]) > 0.5 THEN 'MEDIUM'
    ELSE 'LOW' END AS risk_level
FROM PUBLIC.CUSTOMERS c;
SELECT risk_level, COUNT(*) FROM PUBLIC.CUSTOMER_RISK_SCORES GROUP BY risk_level ORDER BY risk_level;
--> HIGH | 44
--> LOW | 56

-- Monitoring; CALL heliosdb.ml_model_metrics('mixture') shows dates, and so is tested elsewhere
-- was: monitoring_window='7 days', drift_threshold=0.95; here the rows of that window
CALL heliosdb.ml_check_model_drift('customer_churn_model', 'SELECT age, spending FROM PUBLIC.CUSTOMERS', 0.95);
--> false
CALL heliosdb.ml_check_model_drift('customer_churn_model', 'SELECT age + 100 AS age, spending FROM PUBLIC.CUSTOMERS', 0.95);
--> true
