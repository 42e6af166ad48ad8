using HonourWall.Admin.Audit;

namespace HonourWall.Admin.Accounts;

/// <summary>How an administrator made sure who somebody is, before giving them a way into an account: the same at the first time and after a lost factor.</summary>
public enum IdentityProof
{
    /// <summary>In person, with the identity card and the work card.</summary>
    InPerson,

    /// <summary>By their unit's letter with its seal, and a call back through the unit.</summary>
    ByUnit,
}

/// <summary>What the administrator says of it, for the record.</summary>
/// <param name="Number">Where the evidence is filed: a number of the office's own register.</param>
public sealed record IdentityEvidence(IdentityProof Proof, string Number)
{
    private const int MaximumNumber = 12;

    public static readonly (string Value, string Word)[] Choices = [("", "请选择"), (nameof(IdentityProof.InPerson), "本人到场，核对居民身份证和工作证"), (nameof(IdentityProof.ByUnit), "单位盖章的书面证明，并经单位回拨核对本人")];

    /// <returns>The evidence, or what is wrong, in words for its field.</returns>
    public static (IdentityEvidence? Evidence, string? WrongProof, string? WrongNumber) Read(IFormCollection form)
    {
        var number = form["proof-number"].ToString().Trim();
        var wrongProof = Enum.TryParse<IdentityProof>(form["proof"], out var proof) && Enum.IsDefined(proof) ? null : "请选择怎样核对了本人身份。";
        // Of the register only: nobody's identity number fits in.
        var wrongNumber = number.Length is >= 1 and <= MaximumNumber && number.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '/') ? null : $"请填写登记编号：最多 {MaximumNumber} 个字母、数字或横线，不要填身份证号。";
        return (wrongProof is null && wrongNumber is null ? new(proof, number) : null, wrongProof, wrongNumber);
    }

    public AuditNote Note(Guid account) => new(AuditAction.IdentityProven, "accounts", account.ToString(), Detail: $"{Proof} {Number}");
}
