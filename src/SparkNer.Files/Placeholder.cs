namespace SparkNer.Files;
