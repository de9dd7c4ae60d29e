-- SPDX-License-Identifier: Apache-2.0
-- Routines of Inlay 0.1.0. May be run again.
-- GENERATED from the classes in org.inlayml.procedures.routine. Do not edit; tests run with
-- -Dgolden=update write it again.

DELETE FROM ML.INSTALLATION;
CREATE ALIAS IF NOT EXISTS SYS.ML_ATTACH FOR 'org.inlayml.procedures.routine.MlAttach.call';
COMMENT ON ALIAS SYS.ML_ATTACH IS 'Lets every row inserted into a table be scored by a model, in the inserting transaction.';
CREATE ALIAS IF NOT EXISTS SYS.ML_CANCEL FOR 'org.inlayml.procedures.routine.MlCancel.call';
COMMENT ON ALIAS SYS.ML_CANCEL IS 'Ends a long routine that another session runs, which gets the error ML120 and keeps nothing of what it did.';
CREATE ALIAS IF NOT EXISTS SYS.ML_CLASSES FOR 'org.inlayml.procedures.routine.MlClasses.call';
COMMENT ON ALIAS SYS.ML_CLASSES IS 'Lists the classes of a model, in the order of ML_PREDICT_PROBA.';
CREATE ALIAS IF NOT EXISTS SYS.ML_DETACH FOR 'org.inlayml.procedures.routine.MlDetach.call';
COMMENT ON ALIAS SYS.ML_DETACH IS 'Ends the scoring of a table''s rows.';
CREATE ALIAS IF NOT EXISTS SYS.ML_DROP FOR 'org.inlayml.procedures.routine.MlDrop.call';
COMMENT ON ALIAS SYS.ML_DROP IS 'Drops a model.';
CREATE ALIAS IF NOT EXISTS SYS.ML_EXPLAIN FOR 'org.inlayml.procedures.routine.MlExplain.call';
COMMENT ON ALIAS SYS.ML_EXPLAIN IS 'Explains a model as a whole: how much worse it gets when the values of one feature are shuffled among the rows given.';
CREATE ALIAS IF NOT EXISTS SYS.ML_EXPLAIN_ROW FOR 'org.inlayml.procedures.routine.MlExplainRow.call';
COMMENT ON ALIAS SYS.ML_EXPLAIN_ROW IS 'Explains the prediction of one row that is given by column names.';
CREATE ALIAS IF NOT EXISTS SYS.ML_EXPLAIN_TABLE FOR 'org.inlayml.procedures.routine.MlExplainTable.call';
COMMENT ON ALIAS SYS.ML_EXPLAIN_TABLE IS 'Explains the predictions of all rows of a table, view or query in a new table: the input''s columns, then PREDICTION, an attribution for each of at most 100 features, NOTES, and ML_RESULTS, a JSON text.';
CREATE ALIAS IF NOT EXISTS SYS.ML_FEATURES FOR 'org.inlayml.procedures.routine.MlFeatures.call';
COMMENT ON ALIAS SYS.ML_FEATURES IS 'Lists the features of a model, in the order that ML_PREDICT and its kin take values.';
CREATE ALIAS IF NOT EXISTS SYS.ML_HELP FOR 'org.inlayml.procedures.routine.MlHelp.call';
COMMENT ON ALIAS SYS.ML_HELP IS 'Explains a routine: arguments, options, result, errors and an example.';
CREATE ALIAS IF NOT EXISTS SYS.ML_JOBS FOR 'org.inlayml.procedures.routine.MlJobs.call';
COMMENT ON ALIAS SYS.ML_JOBS IS 'Lists the long routines that run now in this database: those of all users to an administrator, his own to any other.';
CREATE OR REPLACE VIEW ML.JOB AS SELECT * FROM SYS.ML_JOBS();
GRANT SELECT ON ML.JOB TO PUBLIC;
CREATE ALIAS IF NOT EXISTS SYS.ML_MODEL_ACTIVE FOR 'org.inlayml.procedures.routine.MlModelActive.call';
COMMENT ON ALIAS SYS.ML_MODEL_ACTIVE IS 'Lists the models of this database that are in the cache.';
CREATE ALIAS IF NOT EXISTS SYS.ML_MODEL_LOAD FOR 'org.inlayml.procedures.routine.MlModelLoad.call';
COMMENT ON ALIAS SYS.ML_MODEL_LOAD IS 'Reads a model into the cache that all sessions share, and checks its golden rows.';
CREATE ALIAS IF NOT EXISTS SYS.ML_MODEL_UNLOAD FOR 'org.inlayml.procedures.routine.MlModelUnload.call';
COMMENT ON ALIAS SYS.ML_MODEL_UNLOAD IS 'Takes a model out of the cache that all sessions share.';
CREATE ALIAS IF NOT EXISTS SYS.ML_PREDICT FOR 'org.inlayml.procedures.dialect.H2Positional.mlPredict';
COMMENT ON ALIAS SYS.ML_PREDICT IS 'Predicts one number from feature values in the order of ML_FEATURES.';
CREATE ALIAS IF NOT EXISTS SYS.ML_PREDICT_LABEL FOR 'org.inlayml.procedures.dialect.H2Positional.mlPredictLabel';
COMMENT ON ALIAS SYS.ML_PREDICT_LABEL IS 'Predicts a class from feature values in the order of ML_FEATURES.';
CREATE ALIAS IF NOT EXISTS SYS.ML_PREDICT_PROBA FOR 'org.inlayml.procedures.dialect.H2Positional.mlPredictProba';
COMMENT ON ALIAS SYS.ML_PREDICT_PROBA IS 'Predicts the probabilities of all classes from feature values in the order of ML_FEATURES.';
CREATE ALIAS IF NOT EXISTS SYS.ML_PREDICT_ROW FOR 'org.inlayml.procedures.routine.MlPredictRow.call';
COMMENT ON ALIAS SYS.ML_PREDICT_ROW IS 'Predicts one row that is given by column names.';
CREATE ALIAS IF NOT EXISTS SYS.ML_PREDICT_TABLE FOR 'org.inlayml.procedures.routine.MlPredictTable.call';
COMMENT ON ALIAS SYS.ML_PREDICT_TABLE IS 'Predicts all rows of a table, view or query into a new table: the input''s columns, then PREDICTION, typed as the target, and ML_RESULTS, a JSON text.';
CREATE ALIAS IF NOT EXISTS SYS.ML_SCORE FOR 'org.inlayml.procedures.routine.MlScore.call';
COMMENT ON ALIAS SYS.ML_SCORE IS 'Scores a model on rows whose truth is known.';
CREATE ALIAS IF NOT EXISTS SYS.ML_SELFTEST FOR 'org.inlayml.procedures.routine.MlSelftest.call';
COMMENT ON ALIAS SYS.ML_SELFTEST IS 'Checks the installation: trains a small model, stores it, reads it back, predicts with it and drops it again, all within the caller''s transaction.';
CREATE ALIAS IF NOT EXISTS SYS.ML_TRAIN FOR 'org.inlayml.procedures.routine.MlTrain.call';
COMMENT ON ALIAS SYS.ML_TRAIN IS 'Trains a model on the rows of a table, view or query and stores it.';
CREATE ALIAS IF NOT EXISTS SYS.ML_VERSION FOR 'org.inlayml.procedures.routine.MlVersion.call';
COMMENT ON ALIAS SYS.ML_VERSION IS 'Tells the version of Inlay that runs.';
CREATE ALIAS IF NOT EXISTS SYS.TRAIN_TEST_SPLIT FOR 'org.inlayml.procedures.routine.TrainTestSplit.call';
COMMENT ON ALIAS SYS.TRAIN_TEST_SPLIT IS 'Divides the rows of a table or view among two new tables, <table>_TRAIN and <table>_TEST in the same schema: for a classification each class by the same share, for a regression at random.';
INSERT INTO ML.INSTALLATION (VERSION, INSTALLED_AT) VALUES ('0.1.0', CURRENT_TIMESTAMP);
