"""Reads a folder of reports with overleg under Spark; the lines go to a folder that `overleg merge` reads.

    spark-submit spark.py reports lines
    overleg merge lines --root reports -o tables

Every worker needs the program (on the PATH, or named by the variable OVERLEG) and must see the folder under the same path.
"""

import os
import shlex
import sys

from pyspark.sql import SparkSession


def main(reports: str, lines: str) -> None:
    # Hidden files are no input, as in a run.
    paths = sorted(
        os.path.join(folder, name)
        for folder, _, names in os.walk(reports)
        for name in names
        if not name.startswith((".", "~$"))
    )
    command = f"{shlex.quote(os.environ.get('OVERLEG', 'overleg'))} pipe --root {shlex.quote(reports)}"
    context = SparkSession.builder.appName("overleg").getOrCreate().sparkContext
    # A process reads a hundred reports in less than a second: smaller parts would only start processes.
    parts = max(context.defaultParallelism, len(paths) // 500)
    context.parallelize(paths, parts).pipe(command, checkCode=True).saveAsTextFile(lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
