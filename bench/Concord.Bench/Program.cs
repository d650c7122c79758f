using Concord.Bench;

if (args is ["telegrams", ..])
{
    Telegrams.Run();
}
else
{
    System.Console.WriteLine("benches: telegrams (see docs/benches.md)");
}
