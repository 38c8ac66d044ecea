namespace SparkNer.Onnx;
