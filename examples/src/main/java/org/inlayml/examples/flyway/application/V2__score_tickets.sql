-- SPDX-License-Identifier: Apache-2.0
CALL sys.ML_TRAIN('PUBLIC.TICKET', 'urgent', '{"algorithm": "logistic", "validation_split": 0}', 'urgency');

CALL sys.ML_ATTACH('PUBLIC.TICKET', 'urgency', '{"prediction": "looks_urgent"}');
