# What docs show to users of PySpark: a function from a file of `sparkner udf`, named ner in SQL.
import base64, json, shutil, sys, tempfile
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
sc = spark.sparkContext
path = sys.argv[1]

u = json.load(open(path))
jvm, js = sc._jvm, spark._jsparkSession
pb = jvm.org.apache.spark.api.python.PythonRDD.setupBroadcast(shutil.copy(path + ".model", tempfile.mkdtemp()))
b = sc._jsc.broadcast(pb)
pb.setBroadcastId(b.id())
f = jvm.org.apache.spark.api.python.SimplePythonFunction(
    bytearray(base64.b64decode(u["command"])), {}, [], u["executable"], u["pythonVerPrefix"] + spark.version, [b], None)
more = [[], []] if spark.version >= "4.3" else []
udf = jvm.org.apache.spark.sql.execution.python.UserDefinedPythonFunction(
    u["name"], f, js.parseDataType(u["returnType"]), u["evalType"], u["deterministic"], *more)
js.udf().registerPython("ner", udf)

rows = spark.sql("select id, ner(text).ner_chunk.result as c from values (1, 'John Smith lives in New York.'), (2, null) as docs(id, text) order by id")
print(json.dumps([[row.id, list(row.c)] for row in rows.collect()]))
spark.stop()
