-- SPDX-License-Identifier: Apache-2.0
-- The walkthrough of PostgresML's README. Changed, where "was:" says so:
--   CALL for SELECT of what writes: HSQLDB writes only in a CALL of its own; H2 takes SELECT * FROM, too
--   FROM (VALUES(0)): HSQLDB has no SELECT without FROM

-- was: SELECT pgml.version();
SELECT CASE WHEN pgml.version() LIKE '%.%' THEN 'a version' END FROM (VALUES(0));
--> a version

-- was: SELECT pgml.load_dataset('diabetes');
CALL pgml.load_dataset('diabetes');
--> PGML.DIABETES | 442

-- was: SELECT * from pgml.train(...);
CALL pgml.train('Diabetes Progression', 'regression', 'pgml.diabetes', 'target');
--> Diabetes Progression | regression | linear | true

-- was: without FROM
SELECT pgml.predict('Diabetes Progression', ARRAY[0.038075905,0.05068012,0.061696205,0.021872355,-0.0442235,-0.03482076,-0.043400846,-0.002592262,0.01990842,-0.017646125]) AS progression
FROM (VALUES(0));
--> 212.637

SELECT pgml.predict('Diabetes Progression', ARRAY[age,sex,bmi,bp,s1,s2,s3,s4,s5,s6]) AS progression
FROM pgml.diabetes
LIMIT 10;
--> 212.636
--> 66.7887
--> 182.652
--> 171.891
--> 135.443
--> 107.714
--> 73.2557
--> 122.871
--> 159.099
--> 213.211

-- "as simple as running the pgml.train command again"
CALL pgml.train('Diabetes Progression', NULL, NULL, NULL, 'decision_tree', '{"max_depth": 1}');
--> Diabetes Progression | regression | decision_tree | false
CALL pgml.train('Diabetes Progression', 'regression', 'pgml.diabetes', 'target', 'ridge', '{"alpha": 0.1}');
--> Diabetes Progression | regression | ridge | true
SELECT algorithm, deployed, test_size FROM pgml.trained_models ORDER BY created_at;
--> linear | false | 0.25
--> decision_tree | false | 0.25
--> ridge | true | 0.25

-- Deployments
-- was: SELECT pgml.deploy(...)
CALL pgml.deploy('Diabetes Progression', 'most_recent');
--> Diabetes Progression | most_recent | ridge
CALL pgml.deploy('Diabetes Progression', 'rollback');
--> Diabetes Progression | rollback | linear
CALL pgml.deploy('Diabetes Progression', 'best_score');
--> Diabetes Progression | best_score | ridge
CALL pgml.deploy('Diabetes Progression', 'best_fit', 'decision_tree');
--> Diabetes Progression | best_score | decision_tree
CALL pgml.deploy('Diabetes Progression', 'most_used');
--! ML016 one of most_recent, best_score and rollback
SELECT name, task, algorithm, runtime, relation_name, y_column_name, test_size FROM pgml.overview;
--> Diabetes Progression | regression | decision_tree | java | PGML.DIABETES | TARGET | 0.25

SELECT name, algorithm FROM pgml.deployed_models;
--> Diabetes Progression | decision_tree

-- the algorithms of the README, by its names
CALL pgml.train('Diabetes Progression', 'regression', 'pgml.diabetes', 'target', 'lasso');
--> Diabetes Progression | regression | lasso | true
CALL pgml.train('Diabetes Progression', 'regression', 'pgml.diabetes', 'target', 'orthoganl_matching_pursuit');
--> Diabetes Progression | regression | orthogonal_matching_pursuit | false
CALL pgml.train('Diabetes Progression', 'regression', 'pgml.diabetes', 'target', 'random_forest', '{"n_estimators": 5}');
--> Diabetes Progression | regression | random_forest | false

-- the example of the section on predictions; was: user.location, NOW() - user.created_at and a
-- table USERS, reserved words here; the array holds numbers alone, so that the location is one
CREATE TABLE PUBLIC.VISITOR (
  ID INTEGER PRIMARY KEY, COMPANY_ID INTEGER, LOCATION INTEGER, CREATED_DAYS_AGO INTEGER,
  TOTAL_PURCHASES_IN_DOLLARS DOUBLE PRECISION, BOUGHT INTEGER);
INSERT INTO PUBLIC.VISITOR VALUES
  (1, 5, 1, 10, 100, 0), (2, 5, 2, 20, 900, 1), (3, 5, 1, 30, 150, 0), (4, 5, 3, 40, 800, 1),
  (5, 5, 2, 50, 120, 0), (6, 5, 1, 60, 950, 1), (7, 6, 3, 70, 130, 0), (8, 6, 2, 80, 700, 1),
  (9, 6, 1, 90, 110, 0), (10, 6, 2, 15, 850, 1), (11, 6, 3, 25, 140, 0), (12, 6, 1, 35, 990, 1),
  (13, 7, 2, 45, 160, 0), (14, 7, 3, 55, 870, 1), (15, 7, 1, 65, 170, 0), (16, 7, 2, 75, 930, 1),
  (17, 7, 3, 85, 105, 0), (18, 7, 1, 95, 760, 1), (19, 7, 2, 12, 115, 0), (20, 7, 3, 22, 880, 1);
CALL pgml.train('Probability of buying our products', 'classification',
  'SELECT location, created_days_ago, total_purchases_in_dollars, bought FROM PUBLIC.VISITOR', 'bought',
  'decision_tree', '{"min_samples_leaf": 1}');
--> Probability of buying our products | classification | decision_tree | true
SELECT id,
       pgml.predict(
          'Probability of buying our products',
          ARRAY[location, created_days_ago, total_purchases_in_dollars]
       ) AS likely_to_buy_score
FROM PUBLIC.VISITOR
WHERE company_id = 5
ORDER BY likely_to_buy_score, id
LIMIT 25;
--> 1 | 0
--> 3 | 0
--> 5 | 0
--> 2 | 1
--> 4 | 1
--> 6 | 1

-- what is not there says what is
CALL pgml.train('Diabetes Progression', NULL, NULL, NULL, 'ridge', NULL, 'grid', '{"alpha": [0.1, 1]}', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
--! ML051 PGML.TRAIN does not support a search for hyperparameters.
CALL pgml.train('Diabetes Progression', 'classification', 'pgml.diabetes', 'target');
--! ML228 project 'Diabetes Progression' has the task 'regression', not 'classification'. Use another project.
