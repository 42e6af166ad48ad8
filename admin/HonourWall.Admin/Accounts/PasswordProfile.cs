namespace HonourWall.Admin.Accounts;

/// <summary>
/// The two standards contradict each other, so the operator chooses: 等保 (<see cref="Mlps"/>) asks for character classes and rotation, OWASP ASVS
/// (<see cref="Asvs"/>) forbids both and asks for length. Neither takes a common password; <see cref="AccountPolicy"/> refuses breached ones as well.
/// </summary>
/// <param name="CodeNeighbours">Steps of thirty seconds by which a TOTP code may be early or late, for telephones whose clocks are off; ASVS allows none.</param>
public sealed record PasswordProfile(string Name, int MinimumLength, int CharacterClasses, TimeSpan? MaximumAge, int Remembered, TimeSpan Idle, TimeSpan Absolute, int CodeNeighbours)
{
    /// <summary>Longer than any phrase that someone types; keeps hashing cheap.</summary>
    public const int MaximumLength = 256;

    public static PasswordProfile Asvs { get; } = new("asvs", 12, 1, null, 0, TimeSpan.FromMinutes(30), TimeSpan.FromHours(12), 0);

    public static PasswordProfile Mlps { get; } = new("mlps", 10, 3, TimeSpan.FromDays(90), 5, TimeSpan.FromMinutes(15), TimeSpan.FromHours(8), 1);

    public static PasswordProfile? Find(string name) => name switch { "asvs" => Asvs, "mlps" => Mlps, _ => null };

    /// <summary>What is wrong with a new password, in words for its field; null when nothing is.</summary>
    /// <param name="own">Words of the account itself, such as its sign-in name.</param>
    public string? Refuse(string password, params IEnumerable<string> own)
    {
        if (password.Length < MinimumLength) return $"密码至少 {MinimumLength} 个字符。";
        if (password.Length > MaximumLength) return $"密码最多 {MaximumLength} 个字符。";
        if (Classes(password) < CharacterClasses) return $"密码须含大写字母、小写字母、数字、符号中的至少 {CharacterClasses} 类。";
        if (own.Any(word => word.Length >= 3 && password.Contains(word, StringComparison.OrdinalIgnoreCase))) return "密码不能包含登录名、姓名或工号。";
        return CommonPasswords.Contains(password) ? "这个密码太常见，容易被猜到，请换一个。" : null;
    }

    private static int Classes(string password) =>
        (password.Any(char.IsUpper) ? 1 : 0) + (password.Any(char.IsLower) ? 1 : 0) + (password.Any(char.IsDigit) ? 1 : 0) + (password.Any(c => !char.IsLetterOrDigit(c)) ? 1 : 0);
}
