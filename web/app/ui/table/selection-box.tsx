import { useEffect, useRef } from "react";
import { Checkbox } from "../checkbox";

export type SelectionBoxProps = {
	label: string;
	checked: boolean;
	partly?: boolean;
	onChange: (checked: boolean) => void;
};

export function SelectionBox({ label, checked, partly = false, onChange }: SelectionBoxProps) {
	const box = useRef<HTMLInputElement>(null);
	useEffect(() => {
		if (box.current) box.current.indeterminate = partly && !checked;
	}, [partly, checked]);
	return (
		<Checkbox
			ref={box}
			className="relative z-10 block"
			aria-label={label}
			checked={checked}
			onChange={(event) => onChange(event.target.checked)}
		/>
	);
}
