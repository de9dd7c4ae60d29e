# SPDX-License-Identifier: Apache-2.0
"""Fits scikit-learn's estimators on matrices that the benchmark wrote.

usage: scikit_learn.py FOLDER

FOLDER/jobs.tsv has a line a job: name, set, task, expression. A set is four files of doubles in
the machine's byte order, row-major: SET.train, SET.test, SET.truth (of the training rows; absent
where there is none) and SET.shape with the text "train rows, test rows, columns". Writes
NAME.outputs, rows x outputs of the test rows, and prints a line a job: name, outputs, CPU seconds
of the fit, CPU seconds of the prediction, or name, error and what went wrong.
"""
import os
import sys
import time
import warnings

for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"):
    os.environ[variable] = "1"

import numpy
import sklearn
from sklearn.calibration import CalibratedClassifierCV
from sklearn.cluster import DBSCAN, AgglomerativeClustering, KMeans, MiniBatchKMeans
from sklearn.decomposition import PCA, TruncatedSVD
from sklearn.discriminant_analysis import LinearDiscriminantAnalysis, QuadraticDiscriminantAnalysis
from sklearn.ensemble import *
from sklearn.gaussian_process import GaussianProcessClassifier, GaussianProcessRegressor
from sklearn.gaussian_process.kernels import RBF, ConstantKernel, WhiteKernel
from sklearn.kernel_ridge import KernelRidge
from sklearn.linear_model import *
from sklearn.mixture import GaussianMixture
from sklearn.naive_bayes import BernoulliNB, GaussianNB, MultinomialNB
from sklearn.neighbors import KNeighborsClassifier, KNeighborsRegressor, LocalOutlierFactor
from sklearn.neural_network import MLPClassifier, MLPRegressor
from sklearn.compose import TransformedTargetRegressor
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import PolynomialFeatures, StandardScaler
from sklearn.svm import SVC, SVR, LinearSVC, LinearSVR, NuSVC, NuSVR, OneClassSVM
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

warnings.filterwarnings("ignore")


def read(folder, name):
    with open(os.path.join(folder, name + ".shape"), encoding="ascii") as shape:
        train, test, columns = (int(part) for part in shape.read().split())
    path = os.path.join(folder, name)
    truth = numpy.fromfile(path + ".truth") if os.path.exists(path + ".truth") else None
    return (
        numpy.fromfile(path + ".train").reshape(train, columns),
        numpy.fromfile(path + ".test").reshape(test, columns),
        truth,
    )


def outputs(estimator, task, rows):
    if task == "classification":
        if hasattr(estimator, "predict_proba"):
            return estimator.predict_proba(rows)
        classes = list(estimator.classes_)
        return numpy.eye(len(classes))[[classes.index(label) for label in estimator.predict(rows)]]
    if task == "anomaly_detection":
        return -estimator.score_samples(rows)
    if task == "clustering":
        return estimator.labels_ if hasattr(estimator, "labels_") else estimator.predict(rows)
    if task == "decomposition":
        return estimator.transform(rows)
    return estimator.predict(rows)


def main(folder):
    print("scikit-learn", sklearn.__version__, flush=True)
    sets = {}
    with open(os.path.join(folder, "jobs.tsv"), encoding="utf-8") as jobs:
        for line in jobs:
            name, data, task, expression = line.rstrip("\n").split("\t")
            if data not in sets:
                sets[data] = read(folder, data)
            train, test, truth = sets[data]
            try:
                numpy.random.seed(0)
                estimator = eval(expression)
                begin = time.process_time()
                estimator.fit(train, truth) if truth is not None else estimator.fit(train)
                fitted = time.process_time()
                found = numpy.atleast_2d(numpy.asarray(outputs(estimator, task, test), dtype=float))
                predicted = time.process_time()
                if found.shape[0] != len(test):
                    found = found.T
                found.tofile(os.path.join(folder, name + ".outputs"))
                print(name, found.shape[1], fitted - begin, predicted - fitted, sep="\t", flush=True)
            except Exception as error:
                print(name, "error", str(error).replace("\n", " "), sep="\t", flush=True)


main(sys.argv[1])
