"""Spark on two cores of this machine, quiet."""

import os
import sys

from pyspark.sql import SparkSession


def session(work):
    os.environ["PYSPARK_PYTHON"] = sys.executable
    return (
        SparkSession.builder.master("local[2]")
        .appName("whobacks")
        .config("spark.ui.enabled", "false")
        .config("spark.ui.showConsoleProgress", "false")
        .config("spark.log.level", "OFF")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.adaptive.enabled", "false")
        # A few rows are computed sooner than code for them is compiled.
        .config("spark.sql.codegen.wholeStage", "false")
        .config("spark.sql.codegen.factoryMode", "NO_CODEGEN")
        .config("spark.driver.memory", "3g")
        .config("spark.sql.warehouse.dir", str(work))
        .getOrCreate()
    )
