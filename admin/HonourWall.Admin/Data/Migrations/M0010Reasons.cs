namespace HonourWall.Admin.Data.Migrations;

/// <summary>The document of a proposed amount, which takes the other's place with the amount and not before, and why a freeze gave people nothing.</summary>
public static class M0010Reasons
{
    public static Migration Step { get; } = new(10, "reasons", _ =>
    [
        "ALTER TABLE budgets ADD COLUMN proposed_basis text",
        "UPDATE budgets SET proposed_basis = basis WHERE proposed_fen IS NOT NULL",
        "ALTER TABLE cycles ADD COLUMN refusals text NOT NULL DEFAULT ''",
    ]);
}
