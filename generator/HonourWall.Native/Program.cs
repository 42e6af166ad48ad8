using HonourWall.Generator.Commands;

return await EntryPoint.RunAsync(args);
