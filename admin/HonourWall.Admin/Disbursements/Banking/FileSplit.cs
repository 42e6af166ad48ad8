namespace HonourWall.Admin.Disbursements.Banking;

/// <summary>Divides payments into files.</summary>
public static class FileSplit
{
    /// <summary>
    /// As few files as there can be, of as equal a size as there can be: 1,003 become 502 and 501, never 1,000 and a rest that the bank refuses.
    /// </summary>
    /// <returns>Null when there are fewer than one file needs.</returns>
    public static IReadOnlyList<int>? Sizes(int count, int minimum, int maximum)
    {
        if (count < minimum || count == 0) return null;
        var files = (count + maximum - 1) / maximum;
        var sizes = Enumerable.Range(0, files).Select(i => count / files + (i < count % files ? 1 : 0)).ToList();
        return sizes[^1] >= minimum ? sizes : null;
    }
}
