using SparkNer.Spark.Ner;

namespace SparkNer.Spark.Tests.Ner;

/// <summary>Which of a remote folder's files are copied: those that may count, and no weights for nothing.</summary>
public sealed class RemoteModelTests
{
    private static readonly string[] _small = ["config.json", "tokenizer.json", "README.md"];

    [Theory]
    [InlineData("model.safetensors pytorch_model.bin tf_model.h5", "model.safetensors")]
    [InlineData("model.safetensors onnx/model.onnx pytorch_model.bin", "model.safetensors onnx/model.onnx")]
    [InlineData("model-00001-of-00002.safetensors model-00002-of-00002.safetensors model.safetensors.index.json", "model-00001-of-00002.safetensors model-00002-of-00002.safetensors model.safetensors.index.json")]
    [InlineData("onnx/model.onnx pytorch_model.bin", "onnx/model.onnx")]
    [InlineData("pytorch_model.bin flax_model.msgpack .pytorch_model.bin.crc", "pytorch_model.bin")]
    [InlineData("pytorch_model-00001-of-00001.bin pytorch_model.bin.index.json", "pytorch_model-00001-of-00001.bin pytorch_model.bin.index.json")]
    [InlineData("sparkner.json model.onnx model.safetensors", "sparkner.json model.onnx")]
    [InlineData("assets/vocab.txt assets/labels.txt model.onnx model.safetensors", "assets/vocab.txt assets/labels.txt model.onnx")]
    public void Weights_are_copied_in_one_form(string names, string used) =>
        Assert.Equal([.. _small, .. used.Split(' ')], RemoteModel.Used([.. _small, .. names.Split(' ')]));
}
