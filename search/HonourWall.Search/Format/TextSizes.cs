namespace HonourWall.Search.Format;

/// <summary>How many stored documents are how long: what the size of a cell follows from, and the same whatever came first.</summary>
internal sealed class TextSizes
{
    /// <summary>A cell is a multiple of this.</summary>
    private const int Step = 32;

    /// <summary>At most so many texts are longer than a cell: the head names them.</summary>
    private const int MostLonger = 256;

    /// <summary>And no more than one text in so many.</summary>
    private const int ShareLonger = 32;

    private readonly SortedDictionary<int, int> _counts = [];

    /// <summary>Sizes, in steps, and how many texts have each.</summary>
    public IReadOnlyDictionary<int, int> Counts => _counts;

    /// <summary>The size in which all texts but a few have room.</summary>
    public int Cell
    {
        get
        {
            var longer = _counts.Values.Sum();
            var allowed = Math.Min(MostLonger, longer / ShareLonger);
            foreach (var (steps, count) in _counts)
            {
                longer -= count;
                if (longer <= allowed) return steps * Step;
            }
            return Step;
        }
    }

    /// <param name="length">The bytes of a text with its header.</param>
    /// <param name="times">1 when it comes, -1 when it goes.</param>
    public void Add(int length, int times) => AddSteps((length + Step - 1) / Step, times);

    /// <summary>As <see cref="Add"/>, of texts whose size is known in steps.</summary>
    public void AddSteps(int steps, int times)
    {
        var count = _counts.GetValueOrDefault(steps) + times;
        if (count == 0) _counts.Remove(steps);
        else _counts[steps] = count;
    }
}
