-- SPDX-License-Identifier: Apache-2.0
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"algorithm": "logistic"}', 'iris');
--> iris
CREATE TABLE PUBLIC.FLOWER (
  ID INTEGER PRIMARY KEY,
  SEPAL_LENGTH DOUBLE PRECISION, SEPAL_WIDTH DOUBLE PRECISION,
  PETAL_LENGTH DOUBLE PRECISION, PETAL_WIDTH DOUBLE PRECISION);
CALL sys.ML_ATTACH('PUBLIC.FLOWER', 'iris',
    '{"prediction": "species_predicted", "probability": "probability", "on_update": true}');
--> PUBLIC.FLOWER
SELECT schema_name, table_name, model_handle FROM ML.ATTACHMENT;
--> PUBLIC | FLOWER | iris

INSERT INTO PUBLIC.FLOWER (ID, SEPAL_LENGTH, SEPAL_WIDTH, PETAL_LENGTH, PETAL_WIDTH) VALUES
  (1, 5.1, 3.5, 1.4, 0.2), (2, 6.0, 3.0, 5.0, 2.0), (3, 5.7, NULL, 4.1, 1.2);
SELECT id, species_predicted, probability FROM PUBLIC.FLOWER ORDER BY id;
--> 1 | setosa | 0.984696
--> 2 | virginica | 0.833927
--> 3 | versicolor | 0.894965
UPDATE PUBLIC.FLOWER SET PETAL_LENGTH = 6.1, PETAL_WIDTH = 2.3 WHERE ID = 1;
SELECT id, species_predicted FROM PUBLIC.FLOWER ORDER BY id;
--> 1 | virginica
--> 2 | virginica
--> 3 | versicolor

-- retrained: the next row is scored by the new model
CALL sys.ML_TRAIN('SELECT sepal_length, species FROM PUBLIC.IRIS', 'species',
    '{"algorithm": "logistic", "replace": true}', 'iris');
--> iris
INSERT INTO PUBLIC.FLOWER (ID, SEPAL_LENGTH) VALUES (4, 5.1);
SELECT id, species_predicted, probability FROM PUBLIC.FLOWER WHERE id = 4;
--> 4 | setosa | 0.746308

CALL sys.ML_DROP('iris', 'RESTRICT');
--! ML208 model 'iris' is attached to PUBLIC.FLOWER. Detach it first, or drop with CASCADE.
CALL sys.ML_DETACH('PUBLIC.FLOWER');
--> PUBLIC.FLOWER
INSERT INTO PUBLIC.FLOWER (ID, SEPAL_LENGTH) VALUES (5, 5.1);
SELECT id, species_predicted FROM PUBLIC.FLOWER WHERE id = 5;
--> 5 | NULL
CALL sys.ML_DETACH('PUBLIC.FLOWER');
--! ML207 table PUBLIC.FLOWER has no model attached. ML.ATTACHMENT lists attachments.
CALL sys.ML_DROP('iris', 'RESTRICT');
--> iris
SELECT COUNT(*) FROM ML.MODEL_CATALOG;
--> 0
