using System.Runtime.InteropServices;
using HonourWall.Search.Text;

namespace HonourWall.Search.Building;

/// <summary>A term of a document that is no run of characters of the basic plane, a word, a sound, a district: a key takes 53 bits, and its class stands above.</summary>
internal readonly record struct PlacedTerm(ulong KeyAndPlace)
{
    private const int KeyBits = 53;

    public PlacedTerm(ulong key, TermClass place) : this((ulong)place << KeyBits | key)
    {
    }

    public ulong Key => KeyAndPlace & (TermKey.Space - 1);

    public TermClass Place => (TermClass)(KeyAndPlace >> KeyBits);
}

/// <summary>A character of a name and the one behind it, 0 where no pair begins.</summary>
internal readonly record struct NameCharacter(char First, char Second, TermClass Single, TermClass Pair);

/// <summary>Where a document stands among the folded texts that one thread has read: its fields, its body, and what stands apart.</summary>
internal readonly record struct FoldedDocument(ReadOnlyMemory<char> Fields, ReadOnlyMemory<char> Body, Range Names, ReadOnlyMemory<PlacedTerm> Terms);

/// <summary>
/// What the terms of documents are made of, as one thread has read them: folded texts one behind the other, two bytes a character. That is less than all terms
/// with the numbers of their documents, and where a character stands is looked up when every document has its slot.
/// </summary>
internal sealed class FoldedTexts : TermCollector
{
    /// <summary>Stands behind each run of Han characters, so that a character and its neighbour are always two.</summary>
    private const char Break = '\0';

    private const int ChunkBytes = 1 << 18;

    private readonly List<FoldedDocument> _documents = [];
    private readonly List<NameCharacter> _names = [];
    private readonly List<PlacedTerm> _terms = [];
    private Memory<char> _textRoom;
    private Memory<PlacedTerm> _termRoom;
    private char[] _text = new char[4096];
    private int _length;
    private int _fields;

    /// <summary>How often each character stands in them.</summary>
    public int[] Occurrences { get; } = new int[char.MaxValue + 1];

    /// <summary>The documents in the order in which they came.</summary>
    public IReadOnlyList<FoldedDocument> Documents => _documents;

    public ReadOnlySpan<NameCharacter> Names => CollectionsMarshal.AsSpan(_names);

    public void Add(SearchDocument document, string pinyinPattern)
    {
        var names = _names.Count;
        (_length, _fields) = (0, 0);
        _terms.Clear();
        AddDocument(document, pinyinPattern);
        var text = Kept(_text.AsSpan(0, _length), ref _textRoom, ChunkBytes / sizeof(char));
        var terms = Kept(CollectionsMarshal.AsSpan(_terms), ref _termRoom, ChunkBytes / sizeof(ulong));
        _documents.Add(new FoldedDocument(text[.._fields], text[_fields..], names.._names.Count, terms));
    }

    /// <summary>A copy that stands behind the last one.</summary>
    private static ReadOnlyMemory<T> Kept<T>(ReadOnlySpan<T> items, ref Memory<T> room, int chunk)
    {
        if (room.Length < items.Length) room = GC.AllocateUninitializedArray<T>(Math.Max(chunk, items.Length));
        var kept = room[..items.Length];
        room = room[items.Length..];
        items.CopyTo(kept.Span);
        return kept;
    }

    protected override void AddName(int first, TermClass single, int second, TermClass pair)
    {
        var isPlainPair = IsPlain(first) && IsPlain(second);
        if (IsPlain(first))
        {
            Occurrences[first]++;
            _names.Add(new NameCharacter((char)first, isPlainPair ? (char)second : Break, single, pair));
        }
        else Add(TermKey.Single(first), single);
        if (second != 0 && !isPlainPair) Add(TermKey.Pair(first, second), pair);
    }

    /// <summary>Fields come before the body.</summary>
    protected override void AddText(ReadOnlySpan<int> codes, TermClass place)
    {
        if (_text.Length <= _length + codes.Length) Array.Resize(ref _text, Math.Max(_length + codes.Length + 1, 2 * _text.Length));
        for (var i = 0; i < codes.Length; i++)
        {
            var code = codes[i];
            var isHan = Script.IsHan(code);
            if (isHan && IsPlain(code))
            {
                Occurrences[code]++;
                _text[_length++] = (char)code;
                continue;
            }
            EndRun();
            if (isHan) AddRare(codes, i, place);
        }
        EndRun();
        if (place == TermClass.Field) _fields = _length;
    }

    protected override void Add(ulong key, TermClass place) => _terms.Add(new PlacedTerm(key, place));

    /// <summary>A character beyond the basic plane, by itself and with its neighbours.</summary>
    private void AddRare(ReadOnlySpan<int> codes, int at, TermClass place)
    {
        Add(TermKey.Single(codes[at]), place);
        if (at > 0 && IsPlain(codes[at - 1]) && Script.IsHan(codes[at - 1])) Add(TermKey.Pair(codes[at - 1], codes[at]), place);
        if (at + 1 < codes.Length && Script.IsHan(codes[at + 1])) Add(TermKey.Pair(codes[at], codes[at + 1]), place);
    }

    private void EndRun()
    {
        if (_length > 0 && _text[_length - 1] != Break) _text[_length++] = Break;
    }

    private static bool IsPlain(int code) => code <= char.MaxValue;
}
