namespace HonourWall.Site;

/// <summary>Page <paramref name="Number"/> of <paramref name="Count"/> of the list at <paramref name="List"/>.</summary>
public sealed record Pager(string List, int Number, int Count)
{
    public string AddressOf(int number) => Addresses.PageOf(List, number);
}
