-- What an invoice says is fixed once it is issued: only a draft is rewritten. Corrections are credit notes.
CREATE TRIGGER `invoice_lines_of_issued_are_final` BEFORE UPDATE ON `invoice_lines`
WHEN (SELECT status FROM `invoices` WHERE id = OLD.invoice_id) <> 'draft'
BEGIN
	SELECT RAISE(ABORT, 'issued_invoices_are_final');
END;
--> statement-breakpoint
CREATE TRIGGER `invoice_lines_of_issued_stay` BEFORE DELETE ON `invoice_lines`
WHEN (SELECT status FROM `invoices` WHERE id = OLD.invoice_id) <> 'draft'
BEGIN
	SELECT RAISE(ABORT, 'issued_invoices_are_final');
END;
--> statement-breakpoint
CREATE TRIGGER `issued_invoices_keep_their_sums` BEFORE UPDATE OF `currency`, `subtotal`, `tax_base`, `tax`, `total`, `buyer`, `seller` ON `invoices`
WHEN OLD.status <> 'draft'
BEGIN
	SELECT RAISE(ABORT, 'issued_invoices_are_final');
END;
