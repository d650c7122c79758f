using Concord.Bench;

if (args is ["corpus", ..])
{
    return CorpusCommand.Run(args);
}

Console.WriteLine("benches: see docs/benches.md");
return 0;
