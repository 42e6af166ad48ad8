namespace HonourWall.Roll;

/// <summary>A place in the content folder where an editor can put the cursor.</summary>
/// <param name="File">Path relative to the content folder's parent, with <c>/</c>: <c>content/batches/2020.csv</c>.</param>
/// <param name="Line">Physical line from 1; 0 when the whole file is meant.</param>
/// <param name="Column">Character (not byte) from 1; 0 when the whole line is meant.</param>
/// <param name="Length">How many characters are meant, at least 1 where there is a column.</param>
public readonly record struct ContentPlace(string File, int Line = 0, int Column = 0, int Length = 1) : IComparable<ContentPlace>
{
    public int CompareTo(ContentPlace other)
    {
        var byFile = string.CompareOrdinal(File, other.File);
        if (byFile != 0) return byFile;
        return Line != other.Line ? Line.CompareTo(other.Line) : Column.CompareTo(other.Column);
    }

    public override string ToString() => Line == 0 ? File : Column == 0 ? $"{File}:{Line}" : $"{File}:{Line}:{Column}";
}
