namespace SparkNer.Onnx.Folders;

/// <summary>Whether the files of a model folder belong together.</summary>
internal static class ModelChecks
{
    private const string Mixed = "The files are from different models";

    /// <summary>Checks that there is a tokenizer of a kind that can be used.</summary>
    /// <exception cref="ModelFormatException">There is none.</exception>
    public static void Tokenizer(ModelFolder model, FolderReader folder)
    {
        if (model.TokenizerJson is not null || model.Vocabulary is not null)
        {
            return;
        }

        string[] foreign = [.. new[] { "spiece.model", "sentencepiece.bpe.model", "tokenizer.model", "vocab.json", "merges.txt" }.Where(folder.Has)];
        throw new ModelFormatException(model.Path, model.Kind == ModelFolderKind.SparkNlp
            ? $"The Spark NLP model folder '{model.Path}' has no {model.VocabularyName}, which holds one word piece a line. "
                + "(A folder with assets/ and an .onnx file is taken as Spark NLP's.)"
            : $"The model folder '{model.Path}' has no tokenizer.json and no vocab.txt. "
                + (foreign.Length == 0 ? "Copy one from where the model came from."
                    : $"It has {string.Join(", ", foreign)}: that tokenizer is not supported, only BERT's word pieces are."));
    }

    /// <summary>Checks the number of labels against the graph's output, where it says.</summary>
    /// <exception cref="ModelFormatException">They differ.</exception>
    public static void LabelCount(ModelFolder model, bool hasLabels)
    {
        if (model.Signature!.LabelCount is { } count && count != model.Labels.Count)
        {
            throw LabelCountDiffers(model, count, hasLabels);
        }
    }

    /// <summary>The error for a model that gives another number of scores than there are labels.</summary>
    public static ModelFormatException LabelCountDiffers(ModelFolder model, int scores, bool hasLabels = true) => new(
        model.Path,
        $"The model '{model.OnnxPath}' gives {scores} scores a word piece, but " + (model.Kind == ModelFolderKind.SparkNlp
            ? $"{ModelFolder.LabelsName} names {model.Labels.Count} labels"
            : hasLabels ? $"id2label in config.json names {model.Labels.Count} labels" : "config.json has no id2label, which names the labels")
        + $". {Mixed}, or one was changed: take both from the same one.");

    /// <summary>Checks the vocabulary against the embeddings, where the graph shows them.</summary>
    /// <exception cref="ModelFormatException">The vocabulary has pieces that the model does not know.</exception>
    public static void Vocabulary(ModelFolder model, FolderReader folder)
    {
        if (model.Signature!.Tables.Pieces is not { } rows)
        {
            return;
        }

        (string name, int pieces) = VocabularyOf(model, folder);
        if (pieces <= rows && model.VocabularySize > rows)
        {
            (name, pieces) = ("config.json", model.VocabularySize.Value);
        }

        if (pieces > rows)
        {
            throw new ModelFormatException(
                model.Path, $"The model '{model.OnnxPath}' knows {rows} word pieces, but {name} has {pieces}. {Mixed}: take both from the same one.");
        }
    }

    // A vocabulary in tokenizer.json is the one that counts.
    private static (string Name, int Pieces) VocabularyOf(ModelFolder model, FolderReader folder)
    {
        int? span = model.TokenizerJson is { } json ? folder.Parse("tokenizer.json", () => VocabularySpan.OfTokenizerJson(json)) : null;
        return span is null && model.Vocabulary is { } text ? (model.VocabularyName, VocabularySpan.OfLines(text.Span)) : ("tokenizer.json", span ?? 0);
    }
}
