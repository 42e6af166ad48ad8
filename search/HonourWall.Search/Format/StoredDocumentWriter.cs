using System.Buffers;
using System.Globalization;
using System.Text;
using HonourWall.Search.Text;

namespace HonourWall.Search.Format;

/// <summary>Writes documents as <see cref="StoredDocument"/> reads them; reused for the next one. One thread at a time.</summary>
internal sealed class StoredDocumentWriter
{
    private const int ChunkLength = 128 * 1024;

    private readonly SortedDictionary<int, string> _folded = [];
    private byte[] _bytes = new byte[16 * 1024];
    private int _length;

    // Documents stand one behind the other: the collector does not move them about one by one.
    private Memory<byte> _chunk;

    /// <summary>The document as a part; its mark, the slot, follows when that is known (<see cref="TextFile"/>).</summary>
    public ReadOnlyMemory<byte> Write(SearchDocument document, string pinyinPattern)
    {
        _length = Part.HeaderLength;
        WriteJson(document, pinyinPattern);
        Part.Seal(_bytes.AsSpan(0, _length), PartKind.Text);
        if (_chunk.Length < _length) _chunk = GC.AllocateUninitializedArray<byte>(Math.Max(ChunkLength, _length));
        var part = _chunk[.._length];
        _chunk = _chunk[_length..];
        _bytes.AsSpan(0, _length).CopyTo(part.Span);
        return part;
    }

    private void WriteJson(SearchDocument document, string pinyinPattern)
    {
        Sign('[');
        Number((int)document.Kind);
        Value(document.Id);
        Value(document.Address);
        Value(document.Name);
        List(document.OtherNames.AsSpan());
        Value(pinyinPattern);
        Value(document.Employer);
        Value(document.Occupation);
        Begin();
        foreach (var district in document.Districts) List([district.Id, district.Name]);
        End();
        Begin();
        foreach (var honour in document.Honours)
        {
            Begin();
            Value(honour.AwardId);
            Value(honour.AwardName);
            Number(honour.Year ?? 0);
            Value(honour.Level);
            foreach (var district in honour.Districts) Number(PlaceOf(district, document));
            End();
        }
        End();
        List(document.Industry is { } industry ? [industry.Id, industry.Name] : []);
        Value(document.Line);
        Value(document.Body);
        Begin();
        foreach (var (code, text) in Foldings(document))
        {
            Begin();
            Number(code);
            Value(Folding.Shipped.Fold(text));
            End();
        }
        End();
        End();
    }

    private static int PlaceOf(string district, SearchDocument document)
    {
        for (var i = 0; i < document.Districts.Length; i++) if (document.Districts[i].Id == district) return i;
        throw new ArgumentException($"{document.Id} has an honour of {district}, which is not among its districts", nameof(document));
    }

    private void List(ReadOnlySpan<string> texts)
    {
        Begin();
        foreach (var text in texts) Value(text);
        End();
    }

    private void Begin()
    {
        Separate();
        Sign('[');
    }

    private void End() => Sign(']');

    private void Number(int number)
    {
        Separate();
        number.TryFormat(Room(11), out var written, default, CultureInfo.InvariantCulture);
        _length += written;
    }

    private void Value(string text)
    {
        Separate();
        Sign('"');
        _length += StoredCharacters.WriteJson(text, Room(StoredCharacters.MostBytes * text.Length));
        Sign('"');
    }

    /// <summary>A comma, but for what comes first in a list.</summary>
    private void Separate()
    {
        if (_bytes[_length - 1] != '[') Sign(',');
    }

    private void Sign(char sign)
    {
        Room(1)[0] = (byte)sign;
        _length++;
    }

    private Span<byte> Room(int length)
    {
        if (_bytes.Length - _length < length) Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, _length + length));
        return _bytes.AsSpan(_length);
    }

    /// <summary>Most documents have nothing that a browser cannot fold by itself.</summary>
    private SortedDictionary<int, string> Foldings(SearchDocument document)
    {
        _folded.Clear();
        FindFolded(document.Name);
        foreach (var name in document.OtherNames) FindFolded(name);
        foreach (var field in TermCollector.Fields(document)) FindFolded(field);
        FindFolded(document.Body);
        return _folded;
    }

    private void FindFolded(string text)
    {
        var folding = Folding.Shipped;
        for (var i = 0; i < text.Length; i++)
        {
            int code = text[i];
            if (code < 0x80) continue;
            if (char.IsSurrogate((char)code))
            {
                if (Rune.DecodeFromUtf16(text.AsSpan(i), out var rune, out var length) != OperationStatus.Done) continue;
                code = rune.Value;
                i += length - 1;
            }
            if (folding.InTable(code)) _folded.TryAdd(code, char.ConvertFromUtf32(code));
        }
    }
}
