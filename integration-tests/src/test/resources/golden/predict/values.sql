-- SPDX-License-Identifier: Apache-2.0
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"algorithm": "logistic", "seed": 7}', 'iris');
--> iris
CALL sys.ML_TRAIN('SELECT bmi, s5, target FROM PUBLIC.DIABETES', 'target',
    '{"task": "regression", "algorithm": "linear"}', 'diabetes');
--> diabetes

SELECT sys.ML_PREDICT_LABEL('iris', ARRAY[5.1, 3.5, 1.4, 0.2]) FROM (VALUES(0));
--> setosa
SELECT sys.ML_PREDICT_PROBA('iris', ARRAY[6.0, 2.7, 5.1, 1.6]) FROM (VALUES(0));
--> [0.00167859, 0.437251, 0.56107]
SELECT sys.ML_PREDICT('diabetes', ARRAY[32.1, 4.86]) FROM (VALUES(0));
--> 206.036

-- in every clause
SELECT sys.ML_PREDICT_LABEL('iris', ARRAY[sepal_length, sepal_width, petal_length, petal_width]),
    COUNT(*)
FROM PUBLIC.IRIS
GROUP BY sys.ML_PREDICT_LABEL('iris', ARRAY[sepal_length, sepal_width, petal_length, petal_width])
ORDER BY 1;
--> setosa | 50
--> versicolor | 48
--> virginica | 52
SELECT bmi, s5, target FROM PUBLIC.DIABETES
WHERE sys.ML_PREDICT('diabetes', ARRAY[bmi, s5]) > 280
ORDER BY sys.ML_PREDICT('diabetes', ARRAY[bmi, s5]) DESC;
--> 39.1 | 5.4205 | 233
--> 42.2 | 5.0106 | 242
--> 36.6 | 5.7301 | 258

-- a missing value, a missing model
SELECT sys.ML_PREDICT('diabetes', ARRAY[32.1, CAST(NULL AS DOUBLE PRECISION)]) FROM (VALUES(0));
--> 192.585
SELECT sys.ML_PREDICT(CAST(NULL AS VARCHAR(9)), ARRAY[32.1, 4.86]) FROM (VALUES(0));
--> NULL
