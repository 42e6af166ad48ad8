namespace HonourWall.Admin.Web;

/// <summary>One page of a list: how many rows there are, and which of them show.</summary>
public sealed record Paging(int Number, int Total, Func<int, string> Address)
{
    public const int Size = 50;

    public int Pages => Math.Max(1, (Total + Size - 1) / Size);

    /// <summary>The page that was asked for, if it is a number; the list itself decides whether it exists.</summary>
    public static int Asked(string? text) => int.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100_000 ? number : 1;
}
