namespace HonourWall.Admin.Rules.Blocks;

/// <summary>
/// A typed building block of a rule (规则构件): one condition or one sum, joined with the facts and the parameters that its pack names.
/// Blocks run in the order of the pack; the first that refuses ends it.
/// </summary>
/// <param name="Name">Its key in a pack.</param>
public abstract record RuleBlock(string Name)
{
    public abstract StepOutcome Apply(Assessing work);
}
