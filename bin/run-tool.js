#!/usr/bin/env node
import { CHECKOUT } from './launcher/checkout.js';
import { runTool } from './launcher/run-tool.js';

process.exitCode = await runTool(CHECKOUT, process.argv.slice(2));
