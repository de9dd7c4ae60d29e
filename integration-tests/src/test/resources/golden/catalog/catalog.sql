-- SPDX-License-Identifier: Apache-2.0
CALL sys.ML_VERSION();
--> 0.1.0
CALL sys.TRAIN_TEST_SPLIT('PUBLIC.IRIS', 'species', '{"test_size": 0.3, "seed": 1}');
--> 105
SELECT species, COUNT(*) FROM PUBLIC.IRIS_TEST GROUP BY species ORDER BY species;
--> setosa | 15
--> versicolor | 15
--> virginica | 15
CALL sys.ML_TRAIN('PUBLIC.IRIS_TRAIN', 'species', '{"algorithm": "logistic", "notes": "a try"}', 'iris');
--> iris
CALL sys.ML_SCORE('PUBLIC.IRIS_TEST', 'species', 'iris', 'accuracy', NULL);
--> 0.977778
SELECT model_handle, notes FROM ML.MODEL_CATALOG;
--> iris | a try
CALL sys.ML_MODEL_LOAD('iris', NULL);
--> iris
CALL sys.ML_MODEL_UNLOAD('iris');
--> true
CALL sys.ML_MODEL_UNLOAD('iris');
--> false
CALL sys.ML_DROP('iris', 'CASCADE');
--> iris
SELECT COUNT(*) FROM ML.MODEL_CATALOG;
--> 0
