using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace HonourWall.Admin.Accounts;

/// <summary>Hashes and checks passwords with Identity's hasher (PBKDF2, SHA-512). A check takes the same work whether or not there is an account.</summary>
public sealed class Passwords
{
    /// <summary>What OWASP asked of PBKDF2-HMAC-SHA512 when this was written.</summary>
    public const int Iterations = 210_000;

    private readonly PasswordHasher<Account> _hasher;
    private readonly string _nobody;

    public Passwords(int iterations = Iterations)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = iterations }));
        _nobody = Hash(Guid.NewGuid().ToString());
    }

    // The hasher does not look at the account.
    public string Hash(string password) => _hasher.HashPassword(null!, password); // ! : see above

    /// <param name="hash">Null when there is no such account, or it has no password yet.</param>
    public bool Verify(string? hash, string password)
    {
        var result = _hasher.VerifyHashedPassword(null!, hash ?? _nobody, password); // ! : the hasher does not look at the account
        return hash is not null && result != PasswordVerificationResult.Failed;
    }
}
