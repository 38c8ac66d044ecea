namespace SparkNer.Arrow.Tests;

public class ArrayTests
{
    private static readonly ArrowArray _texts = new(new ArrowType.Utf8(), 3, new byte[] { 0b101 }, [new byte[] { 0, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0 }, "abc"u8.ToArray()]);

    [Fact]
    public void A_null_row_has_no_bytes_whatever_the_buffers_hold()
    {
        Assert.Null(_texts.Text(1));
        Assert.True(_texts.Bytes(1).IsEmpty);
        Assert.Equal("c", _texts.Text(2));
        Assert.Equal((1, 1), _texts.Range(1));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(3)]
    public void Rows_outside_are_refused(int row)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _texts.IsNull(row));
        Assert.Throws<ArgumentOutOfRangeException>(() => _texts.Text(row));
        Assert.Throws<ArgumentOutOfRangeException>(() => _texts.Slice(1, 2).Range(row));
    }

    [Fact]
    public void Windows_outside_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => _texts.Slice(2, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => _texts.Slice(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _texts.Slice(0, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _texts.Slice(1, 2).Slice(2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => _texts.Slice(1, int.MaxValue));
    }

    [Fact]
    public void A_struct_s_field_has_the_struct_s_window()
    {
        var type = new ArrowType.Struct(new ArrowField("text", _texts.Type));
        ArrowArray window = new ArrowArray(type, 3, default, [], [_texts]).Slice(1, 2);
        Assert.Equal([null, "c"], Enumerable.Range(0, 2).Select(window.Field(0).Text));
    }

    [Fact]
    public void A_column_of_nothing_is_all_null()
    {
        var array = new ArrowArray(new ArrowType.Null(), 2, default, []);
        Assert.Equal(2, array.NullCount);
        Assert.True(array.IsNull(1));
    }

    [Fact]
    public void Columns_have_as_many_rows_as_their_batch() => Assert.Throws<ArgumentException>(() => new RecordBatch(2, [_texts]));

    [Fact]
    public void Types_are_equal_by_value()
    {
        Assert.Equal(Type("a", true), Type("a", true));
        Assert.Equal(Type("a", true).GetHashCode(), Type("a", true).GetHashCode());
        Assert.NotEqual(Type("a", true), Type("a", false));
        Assert.NotEqual(Type("a", true), Type("b", true));

        static ArrowType Type(string name, bool nullable) => new ArrowType.List(new ArrowField("element", new ArrowType.Struct(new ArrowField(name, new ArrowType.Utf8(), nullable))));
    }

    [Fact]
    public void Bits_are_counted_and_moved_as_one_by_one()
    {
        var random = new Random(1);
        for (int round = 0; round < 2000; round++)
        {
            byte[] bits = new byte[random.Next(1, 12)];
            random.NextBytes(bits);
            int start = random.Next(bits.Length * 8);
            int length = random.Next((bits.Length * 8) - start + 1);
            byte[] target = new byte[(length + 7) / 8];

            BitRange.Copy(bits, start, length, target);

            Assert.Equal(Enumerable.Range(start, length).Select(i => Bit(bits, i)), Enumerable.Range(0, length).Select(i => Bit(target, i)));
            Assert.All(Enumerable.Range(length, (target.Length * 8) - length), i => Assert.False(Bit(target, i)));
            Assert.Equal(Enumerable.Range(start, length).Count(i => Bit(bits, i)), BitRange.CountOnes(bits, start, length));
        }

        static bool Bit(byte[] bits, int index) => (bits[index / 8] >> (index % 8) & 1) != 0;
    }
}
