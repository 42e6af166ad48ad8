namespace HonourWall.Admin.Disbursements.Snapshots;

/// <summary>Somebody whom a freeze looks at closely: the rules gave them something, or could not say.</summary>
/// <param name="Person">Null when the person's entry was merged or is out of reach.</param>
/// <param name="Hold">Why they cannot be paid, as far as the rules are concerned.</param>
/// <param name="Facts">What the rules were asked with; null for an application, which keeps its own.</param>
public sealed record Payee(Guid PersonId, string PersonName, Candidate? Person, FrozenPayee To, Money Amount, Hold? Hold, string? Facts, Guid? ApplicationId, string Claim)
{
    /// <summary>Somebody else receives it: next of kin.</summary>
    public bool IsForAnother { get; init; }

    public static Payee Of(Cycle cycle, Candidate candidate, Entitlement entitlement) =>
        new(candidate.PersonId, candidate.Name, candidate, new(candidate.Name, candidate.IdNumber, candidate.Account), entitlement.Amount ?? Money.Zero, entitlement.Hold, entitlement.Facts, null, cycle.ClaimKey);

    // A record would print the numbers.
    public override string ToString() => PersonId.ToString();
}
