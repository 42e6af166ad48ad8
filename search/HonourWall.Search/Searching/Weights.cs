namespace HonourWall.Search.Searching;

/// <summary>
/// The numbers of the ranking. Only sums, products and quotients, no logarithms: they are the same to the last bit in C# and JavaScript.
/// </summary>
internal static class Weights
{
    private static readonly double[] OfClass = [0, 1, 1.4, 3, 5, 7, 6, 12];

    /// <summary>How many documents are looked at together; only within such a window does the text itself decide the order.</summary>
    public const int Window = 10;

    /// <summary>The window of answers by parts, where the lists alone say less.</summary>
    public const int PartialWindow = 16;

    public static double Class(int termClass) => OfClass[termClass];

    /// <summary>About log2(documents / with + 1), linear between powers of two.</summary>
    public static double Rarity(int documents, int with)
    {
        var x = (double)documents / with + 1;
        var whole = 0;
        while (x >= 2)
        {
            x /= 2;
            whole++;
        }
        return whole + (x - 1);
    }
}
