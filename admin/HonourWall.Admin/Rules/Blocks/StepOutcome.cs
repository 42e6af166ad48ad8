namespace HonourWall.Admin.Rules.Blocks;

/// <summary>What one block concludes: on to the next block, an end, or nothing because the pack does not cover the case.</summary>
public readonly record struct StepOutcome(Decision Decision, string Text)
{
    public bool Passed => Decision == Decision.Granted;

    public static StepOutcome Pass(string text) => new(Decision.Granted, text);

    public static StepOutcome Refuse(string text) => new(Decision.Refused, text);

    public static StepOutcome NotCovered(string text) => new(Decision.NotCovered, text);
}
