namespace HonourWall.Admin.Data;

/// <summary>A row whose every change need not stand in the audit, because what matters about it is noted by name: a session's last use, for one.</summary>
public interface IUnaudited;
