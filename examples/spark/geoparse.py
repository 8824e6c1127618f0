"""Reads texts out of Parquet or JSON lines, and writes their mentions as GeoParquet, by month.

spark-submit geoparse.py --text body --date published --id url articles/ mentions/
"""

import argparse

from pyspark.sql import SparkSession
from pyspark.sql.types import StringType, StructField, StructType

from dateline.spark import geoparse, write_geoparquet


def main() -> None:
    """Read, find, write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("texts", help="a file or folder of Parquet (.parquet) or JSON lines (all else)")
    parser.add_argument("out", help="the folder to make, which all workers must see")
    parser.add_argument("--text", default="text", help="the column of texts")
    parser.add_argument("--date", help="the column of days of publication")
    parser.add_argument("--id", help="the column of ids")
    parser.add_argument("--title", help="the column of headlines")
    parser.add_argument(
        "--format", choices=["parquet", "json"], help="what the texts are in, where their name does not tell"
    )
    parser.add_argument("--partitions", type=int, help="into how many tasks the texts are divided")
    args = parser.parse_args()

    spark = SparkSession.builder.appName("dateline").getOrCreate()
    form = args.format or ("parquet" if args.texts.rstrip("/").endswith(".parquet") else "json")
    reader = spark.read
    if form == "json":
        # Said beforehand, or all texts would be read once more to find out what columns they have.
        named = [name for name in (args.text, args.date, args.id, args.title) if name is not None]
        reader = reader.schema(StructType([StructField(name, StringType()) for name in named]))
    texts = reader.format(form).load(args.texts)
    if args.partitions:
        texts = texts.repartition(args.partitions)
    mentions = geoparse(texts, args.text, date=args.date, id=args.id, title=args.title)
    files = write_geoparquet(mentions, args.out)
    print(f"{len(files)} files in {args.out}")
    spark.stop()


if __name__ == "__main__":
    main()
