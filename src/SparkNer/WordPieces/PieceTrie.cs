using System.Numerics;

namespace SparkNer.WordPieces;

/// <summary>Strings with ids as a trie over UTF-16 code units, its edges in one open-addressing hash table: longest match in one walk, no allocation.</summary>
/// <remarks>Filled by one thread, then read by many.</remarks>
internal sealed class PieceTrie
{
    /// <summary>The node of the empty string.</summary>
    public const int Root = 0;

    /// <summary>No node, or no id.</summary>
    public const int None = -1;

    private Edge[] _edges;
    private int _shift;
    private int _nodes = 1;

    /// <summary>An empty trie.</summary>
    /// <param name="capacity">About how many edges to expect.</param>
    public PieceTrie(int capacity)
    {
        Allocate((int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, capacity * 2)));
    }

    /// <summary>Adds a string; of two ids for one string the later stays. The empty string is never matched and not stored.</summary>
    public void Add(ReadOnlySpan<char> text, int id)
    {
        int node = Root;
        for (int i = 0; i < text.Length; i++)
        {
            int at = Find(node, text[i]);
            if (_edges[at].Child == 0)
            {
                if (_nodes * 2 > _edges.Length)
                {
                    Grow();
                    at = Find(node, text[i]);
                }

                _edges[at] = new Edge { Parent = node, Char = text[i], Child = _nodes++, Id = None };
            }

            if (i == text.Length - 1)
            {
                _edges[at].Id = id;
            }

            node = _edges[at].Child;
        }
    }

    /// <summary>The node after a string, or <see cref="None"/>.</summary>
    public int Walk(ReadOnlySpan<char> text)
    {
        int node = Root;
        foreach (char c in text)
        {
            node = _edges[Find(node, c)].Child;
            if (node == 0)
            {
                return None;
            }
        }

        return node;
    }

    /// <summary>The longest string of the trie that the text begins with.</summary>
    /// <param name="text">The text.</param>
    /// <param name="node">Where to start: <see cref="Root"/>, or the node after a prefix that the text goes on from.</param>
    /// <param name="id">Its id, or <see cref="None"/>.</param>
    /// <returns>Its length without the prefix; 0 if there is none.</returns>
    public int LongestMatch(ReadOnlySpan<char> text, int node, out int id)
    {
        id = None;
        int length = 0;
        Edge[] edges = _edges;
        int mask = edges.Length - 1;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            int at = Hash(node, c) & mask;
            while (edges[at].Child != 0 && (edges[at].Parent != node || edges[at].Char != c))
            {
                at = (at + 1) & mask;
            }

            ref readonly Edge edge = ref edges[at];
            if (edge.Child == 0)
            {
                break;
            }

            node = edge.Child;
            if (edge.Id != None)
            {
                id = edge.Id;
                length = i + 1;
            }
        }

        return length;
    }

    private int Hash(int node, char c) => (int)(((((ulong)(uint)node << 16) | c) * 0x9E3779B97F4A7C15) >> _shift);

    /// <summary>Where the edge is, or would be.</summary>
    private int Find(int node, char c)
    {
        int mask = _edges.Length - 1;
        int at = Hash(node, c) & mask;
        while (_edges[at].Child != 0 && (_edges[at].Parent != node || _edges[at].Char != c))
        {
            at = (at + 1) & mask;
        }

        return at;
    }

    private void Grow()
    {
        Edge[] old = _edges;
        Allocate(old.Length * 2);
        foreach (Edge edge in old)
        {
            if (edge.Child != 0)
            {
                _edges[Find(edge.Parent, edge.Char)] = edge;
            }
        }
    }

    [System.Diagnostics.CodeAnalysis.MemberNotNull(nameof(_edges))]
    private void Allocate(int size)
    {
        _edges = new Edge[size];
        _shift = 64 - BitOperations.Log2((uint)size);
    }

    // The root is no one's child, so a child of 0 means an empty slot.
    private struct Edge
    {
        public int Parent;
        public int Child;
        public int Id;
        public char Char;
    }
}
