namespace SparkNer.Onnx;

/// <summary>Whose layout a model folder has.</summary>
public enum ModelFolderKind
{
    /// <summary>Hugging Face: <c>config.json</c>, tokenizer files, <c>model.onnx</c> at the root or in <c>onnx/</c>.</summary>
    HuggingFace,

    /// <summary>Spark NLP: <c>assets/vocab.txt</c>, <c>assets/labels.txt</c>, an .onnx file. Its config.json, if any, does not count, as it does not for Spark
    /// NLP.</summary>
    SparkNlp,
}
