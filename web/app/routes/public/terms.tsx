export default function Page() {
	return <h1>Sewa</h1>;
}
