using FsCheck;
using FsCheck.Fluent;
using SparkNer.Onnx.Folders;
using SparkNer.Onnx.Graphs;
using SparkNer.Onnx.Protobuf;
using SparkNer.Onnx.Tests.Support;
using SparkNer.Onnx.Weights;

namespace SparkNer.Onnx.Tests.Graphs;

public sealed class ModelGraphTests
{
    [Fact]
    public void Any_small_model_computes_what_the_papers_say()
    {
        // Not narrower than that: of two nearly equal numbers, a normalization makes what rounding makes of them.
        Gen<(string Config, string Changes, int Seed)> models =
            from isBert in Gen.Elements(true, false)
            from heads in Gen.Choose(1, 4)
            from size in Gen.Elements(1, 2, 3, 5, 8)
            where heads * size >= 6
            from layers in Gen.Choose(1, 3)
            from hidden in Gen.Choose(1, 40)
            from labels in Gen.Choose(1, 6)
            from types in Gen.Choose(1, 3)
            from activation in Gen.Elements("gelu", "gelu_new", "relu")
            from epsilon in Gen.Elements("1e-12", "1e-5")
            from seed in Gen.Choose(0, 1_000_000)
            select (
                isBert ? TinyArchitecture.Bert : TinyArchitecture.DistilBert,
                $$"""
                {"{{(isBert ? "hidden_size" : "dim")}}": {{heads * size}}, "{{(isBert ? "num_attention_heads" : "n_heads")}}": {{heads}},
                "{{(isBert ? "num_hidden_layers" : "n_layers")}}": {{layers}}, "{{(isBert ? "intermediate_size" : "hidden_dim")}}": {{hidden}},
                "{{(isBert ? "hidden_act" : "activation")}}": "{{activation}}", "type_vocab_size": {{types}}, "layer_norm_eps": {{epsilon}},
                "id2label": null, "num_labels": {{labels}}}
                """,
                seed);
        Check.QuickThrowOnFailure(Prop.ForAll(models.ToArbitrary(), model =>
        {
            ModelArchitecture architecture = TinyArchitecture.Of(model.Config, model.Changes);
            using var weights = new RandomWeights(architecture, model.Seed, 0.3f);
            using var session = new GraphSession(ModelGraph.Build(architecture, weights));
            var random = new Random(model.Seed);
            long[] ids = Numbers(random, 1 + random.Next(architecture.Positions), architecture.Vocabulary);
            long[] types = Numbers(random, ids.Length, Math.Max(1, architecture.TokenTypes));
            double[] expected = [.. new ReferenceModel(architecture, weights).Run(ids, types).SelectMany(row => row)];
            float[] actual = session.Run(new GoldenInput(0, ids, Ones(ids.Length), types, 1, 0));
            Assert.Equal(expected.Length, actual.Length);
            Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 1e-4));
        }));
    }

    [Theory]
    [InlineData(TinyArchitecture.Bert)]
    [InlineData(TinyArchitecture.DistilBert)]
    public void A_sequence_of_any_length_has_the_same_scores_alone_and_in_a_batch(string config)
    {
        // Wide enough that a product takes different ways for different numbers of rows.
        ModelArchitecture architecture = TinyArchitecture.Of(config, """
            {"max_position_embeddings": 512, "hidden_size": 64, "dim": 64, "num_attention_heads": 2, "n_heads": 2, "intermediate_size": 128, "hidden_dim": 128}
            """);
        using var weights = new RandomWeights(architecture, 7, 0.08f);
        using var session = new GraphSession(ModelGraph.Build(architecture, weights));
        Gen<int[]> lengths = Gen.OneOf(Gen.Choose(1, 24), Gen.Choose(1, 512), Gen.Constant(512)).ArrayOf().Where(l => l.Length is > 0 and < 8);
        Check.QuickThrowOnFailure(Prop.ForAll(lengths.ToArbitrary(), all =>
        {
            var random = new Random(all.Length + all[0]);
            int longest = all.Max();
            long[][] sequences = [.. all.Select(n => Numbers(random, n, architecture.Vocabulary))];
            long[] padded = [.. sequences.SelectMany(s => s.Concat(Numbers(random, longest - s.Length, architecture.Vocabulary)))];
            long[] mask = [.. sequences.SelectMany(s => Enumerable.Range(0, longest).Select(i => i < s.Length ? 1L : 0L))];
            float[] together = session.Run(new GoldenInput(0, padded, mask, new long[padded.Length], all.Length, 0));
            for (int i = 0; i < sequences.Length; i++)
            {
                float[] alone = session.Run(new GoldenInput(0, sequences[i], Ones(all[i]), new long[all[i]], 1, 0));
                ReadOnlySpan<float> row = together.AsSpan(i * longest * architecture.Labels, alone.Length);
                for (int k = 0; k < alone.Length; k++)
                {
                    Assert.Equal(alone[k], row[k], 1e-5f);
                }
            }
        }));
    }

    [Theory]
    [InlineData(TinyArchitecture.Bert, "input_ids attention_mask token_type_ids", 2)]
    [InlineData(TinyArchitecture.DistilBert, "input_ids attention_mask", null)]
    public void The_signature_tells_labels_and_the_sizes_of_the_tables(string config, string inputs, int? types)
    {
        OnnxModel model = Written(config);
        var signature = OnnxSignature.Of(model);
        Assert.Equal(inputs.Split(' '), signature.Inputs);
        Assert.Equal((false, "logits", 3), (signature.IsInt32, signature.Output, signature.LabelCount));
        Assert.Equal(new EmbeddingTables(30, 16, types), signature.Tables);
    }

    [Fact]
    public void Every_product_with_weights_is_a_plain_one_with_a_readable_name()
    {
        OnnxModel model = Written(TinyArchitecture.Bert);
        Assert.Equal(
            (string[])
            [
                .. Enumerable.Range(0, 2).SelectMany(i => (string[])[$"layer.{i}.attention.qkv", $"layer.{i}.attention.output", $"layer.{i}.up", $"layer.{i}.down"]),
                "classifier",
            ],
            model.Nodes.Where(n => n.OpType == "MatMul").Select(n => n.Outputs[0]));
        Assert.All(model.Nodes.Where(n => n.OpType == "MatMul"), n => Assert.Equal(n.Outputs[0] + ".weight", n.Inputs[1]));
        Assert.Equal([8, 24], model.Initializers["layer.1.attention.qkv.weight"].Dimensions);
        Assert.Equal([8, 24], model.Initializers["layer.1.up.weight"].Dimensions);
    }

    [Fact]
    public void A_weight_that_is_turned_in_strips_is_turned_rightly()
    {
        // More outputs than a strip has room for two inputs of; too large to run, so the bytes are compared.
        const int outputs = 3 << 20;
        ModelArchitecture architecture = TinyArchitecture.Of(TinyArchitecture.DistilBert, $$"""{"dim": 3, "n_heads": 1, "n_layers": 1, "hidden_dim": {{outputs}}}""");
        using var weights = new RandomWeights(architecture, 3);
        GraphTensor turned = ModelGraph.Build(architecture, weights).Initializers.Single(t => t.Name == "layer.0.up.weight");
        Assert.Equal([3, outputs], turned.Dimensions);
        using var stream = new MemoryStream();
        turned.WriteTo(stream);
        float[] source = weights.Values("distilbert.transformer.layer.0.ffn.lin1.weight");
        using var reader = new BinaryReader(stream);
        stream.Position = 0;
        for (int input = 0; input < 3; input++)
        {
            for (int output = 0; output < outputs; output++)
            {
                if (source[(output * 3) + input] != reader.ReadSingle())
                {
                    Assert.Fail($"[{input}, {output}]");
                }
            }
        }
    }

    private static OnnxModel Written(string config)
    {
        ModelArchitecture architecture = TinyArchitecture.Of(config);
        using var weights = new RandomWeights(architecture, 1);
        using var stream = new MemoryStream();
        OnnxGraphWriter.Write(ModelGraph.Build(architecture, weights), stream);
        return OnnxModelReader.Read(stream);
    }

    private static long[] Numbers(Random random, int count, int limit) => [.. Enumerable.Range(0, count).Select(_ => (long)random.Next(limit))];

    private static long[] Ones(int count) => [.. Enumerable.Repeat(1L, count)];
}
