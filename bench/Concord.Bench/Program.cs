System.Console.WriteLine("benches: see docs/benches.md");
