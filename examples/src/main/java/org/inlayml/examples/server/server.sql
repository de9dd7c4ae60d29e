-- SPDX-License-Identifier: Apache-2.0
CALL sys.ML_TRAIN('PUBLIC.IRIS', 'species', '{"algorithm": "logistic"}', 'iris_model');
